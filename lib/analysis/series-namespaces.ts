import type { Expr } from '../promql/ast';
import { selectorsOf } from '../promql/walk';
import type { ExposedSeries, SeriesSources } from './series-sources';

/**
 * The namespaces of the targets whose series an expression reads, which is the label `namespace` of them all; undefined where one of them is
 * not known, or where a program says the namespace itself.
 */
export function targetNamespacesOf(expr: Expr, exposure: SeriesSources): readonly string[] | undefined {
  const found = new Set<string>();
  for (const selector of selectorsOf(expr)) {
    const verdict = exposure(selector);
    if (verdict.kind !== 'exposed') return undefined;
    for (const series of verdict.series) {
      const namespace = namespaceOfTarget(series);
      if (namespace === undefined) return undefined;
      found.add(namespace);
    }
  }
  return found.size === 0 ? undefined : [...found].sort();
}

const namespaceOfTarget = ({ series, scrape, synthetic }: ExposedSeries): string | undefined => {
  const saysItself = !synthetic && scrape.honorsLabels && (series.labels.includes('namespace') || series.hasMoreLabels);
  return saysItself || scrape.metricRelabeling !== undefined ? undefined : scrape.reach.namespace;
};
