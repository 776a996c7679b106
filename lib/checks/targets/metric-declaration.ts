import type { CheckInput, ScrapeInput } from '../../analysis/check-input';
import { type Found, foundAt } from '../../analysis/found';
import type { Metric } from '../../model/metric';
import { check } from '../check';

export const metricDeclaration = check('metric-declaration', {
  finds: 'a metric that two targets declare with different types, or with a label that Prometheus renames',
  severity: 'warning',
  *run(input) {
    const first = new Map<string, Metric>();
    for (const { scrape, metric } of declaredMetrics(input)) {
      const other = first.get(metric.name) ?? metric;
      first.set(metric.name, other);
      if (other.type !== metric.type) {
        yield foundAt(scrape.place, {
          message: `${metric.name} is declared as ${metric.type} here, and as ${other.type} by another target`,
          hint: 'declare it once and give the same value to both targets, or rename one of the two metrics',
        });
      }
      yield* renamedLabels(scrape, metric);
    }
  },
});

/** The metrics of lists, each once for its target. */
const declaredMetrics = ({ scrapes }: CheckInput) =>
  scrapes.flatMap((scrape) =>
    scrape.sources.flatMap((source) => (source.kind === 'listed' ? source.metrics.map((metric) => ({ scrape, metric })) : [])),
  );

/** The labels that every target has: those of the program are renamed. */
function* renamedLabels(scrape: ScrapeInput, { name, labels }: Metric): Iterable<Found> {
  if (scrape.honorsLabels) return;
  for (const label of labels.filter((each) => each === 'job' || each === 'instance')) {
    yield foundAt(scrape.place, {
      message: `${name} declares the label ${label}, which Prometheus renames to exported_${label}: the target has a label of this name`,
      hint: `give the label another name in the program; until then queries read it as exported_${label}`,
    });
  }
}
