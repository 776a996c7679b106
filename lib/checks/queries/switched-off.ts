import type { CheckInput, Place } from '../../analysis/check-input';
import { targetsOf } from '../../analysis/endpoint-targets';
import { switchedOffIn } from '../../analysis/exporter-settings';
import { type Found, foundAt } from '../../analysis/found';
import { endpointOf, scrapeTitle } from '../../analysis/monitors';
import type { Container } from '../../analysis/pods';
import { type ExposedSeries, metricName } from '../../analysis/series-sources';
import { wiringOf } from '../../analysis/services';
import { alertsOfOptionalCollectors } from '../../catalog/collectors';
import { namespaceOf } from '../../kubernetes/object';
import type { Expr, Query, VectorSelector } from '../../promql/ast';
import { explain } from '../../promql/diagnostics';
import { needsValue } from '../../promql/label-flow';
import { regexpMatches } from '../../promql/regexp';
import { selectorsOf, walk } from '../../promql/walk';
import { check } from '../check';

export const switchedOff = check('switched-off', {
  finds: 'a query for metrics or labels that the settings of their exporter leave out',
  severity: 'error',
  // Dashboards are made for every machine, and show what there is.
  kinds: { panel: { declared: 'error', manifests: 'info' } },
  *run(input) {
    for (const { kind, name, query, place } of input.rules) {
      if (!alertsOfOptionalCollectors.has(name)) yield* ofQuery(`${kind} ${name}`, query, place, input);
    }
    for (const { queries } of input.dashboards) {
      for (const { title, query, place } of queries) {
        for (const found of ofQuery(title, query, place, input)) yield { ...found, kind: 'panel' };
      }
    }
  },
});

function* ofQuery(title: string, { expr, text }: Query, place: Place, input: CheckInput): Iterable<Found<'panel'>> {
  // Queries for several settings read both with `or`, and `unless` and `absent` ask for what is not there.
  if (expr === undefined || /\b(?:or|unless|absent|absent_over_time)\b/.test(text)) return;
  for (const selector of selectorsOf(expr)) {
    const verdict = input.exposure(selector);
    if (verdict.kind !== 'exposed') continue;
    const all = verdict.series.map((series) => hiddenIn(series, selector, expr, input));
    const [first] = all;
    if (first === undefined || all.includes(undefined)) continue;
    yield foundAt<'panel'>(place, {
      message: `${title} reads ${metricName(selector)}, ${first.message}`,
      hint: first.hint,
      span: first.span ?? selector.span,
      excerpt: explain(text, { span: first.span ?? selector.span }),
    });
  }
}

interface Hidden {
  readonly message: string;
  readonly hint: string;
  readonly span?: VectorSelector['span'];
}

/** Why a scrape does not bring what a selector asks for; undefined where it may. */
function hiddenIn(series: ExposedSeries, selector: VectorSelector, expr: Expr, input: CheckInput): Hidden | undefined {
  if (series.synthetic) return undefined;
  const targets = targetsOf(series.scrape, wiringOf(input));
  const containers = targets.flatMap(({ container }) => container ?? []);
  if (targets.length === 0 || containers.length < targets.length) return undefined;
  const asked = labelsAskedOf(selector, expr);
  const all = containers.map((container) => switchedOffIn(container, selector, asked));
  const [first] = all;
  if (first !== undefined && !all.includes(undefined)) {
    return { message: `which ${containers[0]!.name} ${first.because}`, hint: first.hint };
  }
  return ofOtherThings(series, selector, targets, containers);
}

/** Labels that only series with them are taken by, that a join takes over from them, or that the query groups only them by. */
function labelsAskedOf(selector: VectorSelector, expr: Expr): readonly string[] {
  const asked = selector.matchers.filter(needsValue).map(({ name }) => name);
  walk(expr, (node) => {
    if (node.kind === 'aggregation' && node.grouping?.mode === 'by' && readsOnly(node.expr, selector)) asked.push(...node.grouping.labels);
    if (node.kind !== 'binary' || node.matching?.group === undefined) return;
    const { side, include } = node.matching.group;
    if (readsOnly(side === 'left' ? node.right : node.left, selector)) asked.push(...include);
  });
  return asked;
}

/** Whether an expression reads this selector and no other, and makes no labels of its own. */
function readsOnly(expr: Expr, selector: VectorSelector): boolean {
  let makesLabels = false;
  walk(expr, (node) => {
    if (node.kind === 'call' && /^(?:label_|info$)/.test(node.func)) makesLabels = true;
  });
  const read = selectorsOf(expr);
  return !makesLabels && read.length === 1 && read[0] === selector;
}

/** A matcher for the thing that a metric is about, where the label of that name is the exporter's own. */
function ofOtherThings(
  { series, scrape }: ExposedSeries,
  { matchers }: VectorSelector,
  targets: ReturnType<typeof targetsOf>,
  containers: readonly Container[],
): Hidden | undefined {
  if (scrape.honorsLabels || (scrape.metricRelabeling ?? []).length > 0 || endpointOf(scrape).relabelings !== undefined) return undefined;
  const own: Readonly<Record<string, readonly string[]>> = {
    namespace: targets.flatMap(({ service, pod }) => (service ? namespaceOf(service.object) : (pod?.namespace ?? []))),
    container: containers.map(({ name }) => name),
  };
  const isOwn = (name: string) => scrape.labels.possible === 'any' || scrape.labels.possible.has(name);
  for (const { name, op, value, span } of matchers) {
    const values = own[name];
    if (values === undefined || !series.labels.includes(name) || !isOwn(name) || value.includes('$')) continue;
    if (op !== '=' && op !== '=~') continue;
    if (value === '' || values.some((each) => (op === '=' ? each === value : regexpMatches(value, each)))) continue;
    return {
      message: `whose label ${name} is that of the exporter itself (${values[0]}): ${scrapeTitle(scrape)} has no \`honorLabels: true\``,
      hint: `add honorLabels: true to the endpoint, or ask for exported_${name}`,
      span,
    };
  }
  return undefined;
}
