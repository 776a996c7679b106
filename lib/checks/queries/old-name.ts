import { type CheckInput, queriesOf } from '../../analysis/check-input';
import { type Found, foundAt } from '../../analysis/found';
import { containersOf, type Pod } from '../../analysis/pods';
import { relabelingLists } from '../../analysis/relabeling-lists';
import { metricName } from '../../analysis/series-sources';
import { wiringOf } from '../../analysis/services';
import { catalogs } from '../../catalog/catalogs';
import { containerLabels, type Renaming, renamings } from '../../catalog/renamed';
import { metricOfSeries } from '../../catalog/source';
import { textAt } from '../../kubernetes/access';
import type { Expr, Span } from '../../promql/ast';
import { explain } from '../../promql/diagnostics';
import { selectorsOf, walk } from '../../promql/walk';
import { check } from '../check';

export const oldName = check('old-name', {
  finds: 'a query with a name of a metric or a label that the running version of its program has given up',
  severity: 'error',
  kinds: { label: { declared: 'error', manifests: 'warning' } },
  *run(input) {
    yield* oldMetrics(input);
    yield* oldLabels(input);
  },
});

function* oldMetrics(input: CheckInput): Iterable<Found<'label'>> {
  const running = renamings.filter((renaming) => runsSince(renaming, input));
  if (running.length === 0) return;
  for (const { title, query, place } of queriesOf(input)) {
    for (const selector of query.expr === undefined ? [] : selectorsOf(query.expr)) {
      const name = metricName(selector) ?? '';
      const renaming = running.find(({ names }) => Object.hasOwn(names, name));
      const now = renaming?.names[name];
      // Rules for several versions read both.
      if (renaming === undefined || now === undefined || query.text.includes(now.replace(/\{.*/, ''))) continue;
      yield foundAt<'label'>(place, {
        message: `${title} reads ${name}, which ${renaming.program} has not had since ${renaming.since.join('.')}`,
        hint: `read ${now}`,
        span: selector.span,
        excerpt: explain(query.text, selector),
      });
    }
  }
}

/** Whether some pod runs the program in this version or a later one; one that does not say its version says nothing. */
function runsSince({ images, since: [major, minor] }: Renaming, input: CheckInput): boolean {
  const pods: readonly Pod[] = [...wiringOf(input).podsByNamespace.values()].flat();
  return pods.some((pod) =>
    containersOf(pod).some(({ json }) => {
      const [, name = '', own = '', after = ''] = /([^/:@]+):v?(\d+)\.(\d+)/.exec(textAt(json, 'image') ?? '') ?? [];
      return images.includes(name) && (Number(own) > major || (Number(own) === major && Number(after) >= minor));
    }),
  );
}

/** Labels of containers that no kubelet gives any more, unless some relabeling brings them back. */
function* oldLabels(input: CheckInput): Iterable<Found<'label'>> {
  const given = new Set(relabelingLists(input).flatMap(({ entries }) => entries.map(({ target }) => target)));
  const isLost = (label: string) => Object.hasOwn(containerLabels, label) && !given.has(label);
  for (const { title, query, place } of queriesOf(input)) {
    if (query.expr === undefined || /\blabel_(?:replace|join)\b/.test(query.text)) continue;
    for (const { label, span, of } of labelsAskedOf(query.expr)) {
      if (!isLost(label) || !isOfContainers(of, input) || query.text.includes(' or ')) continue;
      yield foundAt<'label'>(place, {
        kind: 'label',
        message: `${title}: metrics of containers have had no label ${label} since Kubernetes 1.16`,
        hint: `use ${containerLabels[label]}`,
        span,
        excerpt: explain(query.text, { span }),
      });
    }
  }
}

interface AskedLabel {
  readonly label: string;
  readonly span: Span;
  /** The expression that is to have it. */
  readonly of: Expr;
}

function labelsAskedOf(expr: Expr): readonly AskedLabel[] {
  const found: AskedLabel[] = [];
  walk(expr, (node) => {
    if (node.kind === 'selector') for (const { name: label, span } of node.matchers) found.push({ label, span, of: node });
    if (node.kind !== 'aggregation' || node.grouping?.mode !== 'by') return;
    const { labels, labelSpans = [], span } = node.grouping;
    labels.forEach((label, index) => void found.push({ label, span: labelSpans[index] ?? span, of: node.expr }));
  });
  return found;
}

/** Whether all that is read are metrics of containers, of a kubelet of which nothing else is known. */
function isOfContainers(expr: Expr, { exposure }: CheckInput): boolean {
  const selectors = selectorsOf(expr);
  return (
    selectors.length > 0 &&
    selectors.every((selector) => {
      const name = metricName(selector) ?? '';
      return (
        /^container_/.test(name) &&
        exposure(selector).kind !== 'recorded' &&
        metricOfSeries(catalogs['kubelet-cadvisor'], name) !== undefined
      );
    })
  );
}
