import { absentAlerts } from '../../analysis/absent-alerts';
import { type CheckInput, type Place, queriesOf, type ScrapeInput } from '../../analysis/check-input';
import { downstreamImpact } from '../../analysis/downstream-recordings';
import { foundAt } from '../../analysis/found';
import { endpointOf, scrapeTitle } from '../../analysis/monitors';
import { adviceAgainst } from '../../analysis/relabeling-advice';
import { type DroppedSeries, exactly, metricName, type SeriesSources, type Verdict } from '../../analysis/series-sources';
import { listAt } from '../../kubernetes/access';
import type { Expr, VectorSelector } from '../../promql/ast';
import { explain } from '../../promql/diagnostics';
import { childrenOf, selectorsOf } from '../../promql/walk';
import { inWords } from '../../text/list';
import { nearest } from '../../text/nearest';
import { check } from '../check';

export const unknownMetric = check('unknown-metric', {
  finds: 'a query that reads a metric which no target exposes and no rule records',
  severity: { declared: 'error', manifests: 'warning' },
  // Beside `or` it is mostly a name of another version of a program, which rules for many clusters read on purpose.
  kinds: { replaced: { declared: 'error', manifests: 'info' }, 'near-miss': 'warning', 'not-checked': 'info' },
  *run(input) {
    const open = new Map<ScrapeInput, Set<string>>();
    const others = new Set<string>();
    let firstOfOthers: Place | undefined;
    for (const use of queriesOf(input)) {
      const { title, owner, query, place } = use;
      if (query.expr === undefined) continue;
      let replaceable: ReadonlySet<VectorSelector> | undefined;
      for (const selector of selectorsOf(query.expr)) {
        const verdict = input.exposure(selector);
        const where = { span: selector.span, excerpt: explain(query.text, selector) };
        if (verdict.kind === 'unknown' && (verdict.undeclared !== undefined || verdict.isOfOthers)) {
          const name = metricName(selector)!;
          const similar = nearMiss(name, verdict.nearest?.());
          if (similar === undefined && verdict.undeclared !== undefined) {
            open.set(verdict.undeclared, (open.get(verdict.undeclared) ?? new Set()).add(name));
          } else if (similar === undefined) {
            others.add(withJob(name, exactly(selector, 'job')));
            firstOfOthers ??= place;
          } else {
            yield foundAt(place, {
              kind: 'near-miss',
              message: `${title} reads ${name}, which no target declares; ${similar} is declared`,
              hint: `did you mean ${similar}? If not, add ${name} to the metrics of the target that exposes it`,
              ...where,
            });
          }
        }
        if (verdict.kind !== 'never') continue;
        if (metricName(selector) === 'up' && verdict.job !== undefined) {
          yield foundAt(place, { ...noTarget(title, verdict.job, input), ...where });
          continue;
        }
        replaceable ??= replaceableIn(query.expr, input.exposure);
        const isReplaced = replaceable.has(selector);
        const what =
          `reads ${metricName(selector)}, which ${reasonFor(verdict)}` +
          `${downstreamImpact(use, selector, input)}${isReplaced ? '; only the other side of `or` has series' : ''}`;
        yield foundAt(place, {
          ...(isReplaced && { kind: 'replaced' }),
          message: `${title} ${what}`,
          common: `${owner} ${what}`,
          hint: hintFor(verdict, metricName(selector), isReplaced),
          ...where,
        });
      }
    }
    for (const [scrape, names] of open) {
      yield foundAt(scrape.place, {
        kind: 'not-checked',
        message: `${inWords([...names], 3)} may come from target ${scrape.job}, which declares no metrics, so that no check looks at them`,
        hint: 'declare the metrics of the target; an empty list says that it has none of its own',
      });
    }
    if (firstOfOthers !== undefined) {
      yield foundAt(firstOfOthers, {
        kind: 'not-checked',
        message:
          `${inWords([...others], 3)} ${others.size === 1 ? 'is' : 'are'} exposed by no target that is known here and may come from ` +
          `${input.targetsOfOthers ?? 'others'}, so that no check looks at ${others.size === 1 ? 'it' : 'them'}`,
        hint: 'declare it as a metric of a target of this stack, if it is one; correct it, if the name is wrong',
      });
    }
  },
});

/** A declared name that is surely meant; names that go on, or differ in a number, may well be others. */
const nearMiss = (name: string, similar: string | undefined): string | undefined =>
  similar === undefined || similar.startsWith(`${name}_`) || withoutDigits(similar) === withoutDigits(name) ? undefined : similar;
const withoutDigits = (name: string): string => name.replace(/\d+/g, '');

const withJob = (name: string, job: string | undefined): string => (job === undefined ? name : `${name} of the job ${job}`);

/** No target has the job: what asks whether they are up is never true, and what asks whether there is none always is. */
function noTarget(title: string, job: string, input: CheckInput): { readonly message: string; readonly hint: string } {
  const fires = absentAlerts(input, new Set([job])).some(({ name }) => title === `alert ${name}`);
  const similar = nearest(
    job,
    input.scrapes.map((scrape) => scrape.job),
  );
  const remedy = 'scrape the target under this job, or drop the query';
  return {
    message: `${title} reads up of the job ${job}, which no target has${fires ? ': it fires forever' : ''}`,
    hint: similar === undefined ? remedy : `did you mean ${similar}? If not, ${remedy}`,
  };
}

type Never = Extract<Verdict, { kind: 'never' }>;

function reasonFor({ job, dropped, unrecorded }: Never): string {
  if (dropped !== undefined) return `is dropped before it is stored <- ${dropped.map(dropper).join(', ')}`;
  if (job !== undefined) return `job ${job} does not expose`;
  return unrecorded ? 'no rule here records' : 'no target of this stack exposes and no rule records';
}

function hintFor({ job, nearest, dropped, unrecorded, isListed }: Never, name: string | undefined, isReplaced: boolean): string {
  if (dropped !== undefined) {
    return [...new Set(dropped.map(({ scrape, by }) => adviceAgainst(name ?? '', scrape.metricRelabeling![by]!)))].join('; ');
  }
  const similar = nearest();
  if (similar !== undefined && similar === name) return 'another job exposes it: correct the matcher of job, or drop the query';
  if (similar !== undefined && isPartOf(similar, name)) {
    return isListed
      ? 'a histogram has no series of its own name: use its .bucket, .sum or .count'
      : `a histogram has no series of its own name: read ${name}_bucket, ${name}_sum or ${name}_count`;
  }
  const remedy = isReplaced
    ? 'drop it, unless the rules are shared with other versions of the program'
    : unrecorded
      ? 'record it in a rule, or drop the query'
      : job !== undefined && !isListed
        ? 'correct the query, or drop it'
        : 'add it to the metrics of the target that exposes it, or drop the query';
  return similar === undefined ? remedy : `did you mean ${similar}? If not, ${remedy}`;
}

/** Whether a series is one of those that a histogram or a summary of this name consists of. */
const isPartOf = (series: string, name: string | undefined): boolean =>
  name !== undefined && ['_bucket', '_sum', '_count'].some((part) => series === `${name}${part}`);

/** The selectors on one side of an `or` whose other side reads something that may be there. */
function replaceableIn(expr: Expr, exposure: SeriesSources): ReadonlySet<VectorSelector> {
  const found = new Set<VectorSelector>();
  const isAnswered = (side: Expr) => selectorsOf(side).some((selector) => exposure(selector).kind !== 'never');
  const look = (node: Expr): void => {
    if (node.kind === 'binary' && node.op === 'or') {
      if (isAnswered(node.right)) for (const selector of selectorsOf(node.left)) found.add(selector);
      if (isAnswered(node.left)) for (const selector of selectorsOf(node.right)) found.add(selector);
    }
    for (const child of childrenOf(node)) look(child);
  };
  look(expr);
  return found;
}

/** `metricRelabelings[7] (drop) of ServiceMonitor monitoring/kubelet, kubelet.yaml:40`. */
function dropper({ scrape, by }: DroppedSeries): string {
  const { metricRelabeling = [], place } = scrape;
  const config = metricRelabeling[by]!;
  const own = relabelingsOf(scrape);
  // What scrape classes and enforced labels add stands before or after the monitor's own.
  const isOwn = own.length === metricRelabeling.length;
  const { file, line } = (isOwn && place.locate?.(undefined, [own.field, by])) || {};
  const which = isOwn ? `${own.field}[${by}]` : 'the metric relabeling';
  return `${which} (${config.action ?? 'replace'}) of ${scrapeTitle(scrape)}${file === undefined ? '' : `, ${file}:${line}`}`;
}

function relabelingsOf(scrape: DroppedSeries['scrape']): { readonly field: string; readonly length: number } {
  const { monitor } = scrape;
  switch (monitor.kind) {
    case 'ServiceMonitor':
    case 'PodMonitor':
      return { field: 'metricRelabelings', length: listAt(endpointOf(scrape), 'metricRelabelings').length };
    case 'Probe':
    case 'ScrapeConfig':
      return { field: 'metricRelabelings', length: listAt(monitor, 'spec', 'metricRelabelings').length };
    default:
      return { field: 'metric_relabel_configs', length: scrape.metricRelabeling?.length ?? 0 };
  }
}
