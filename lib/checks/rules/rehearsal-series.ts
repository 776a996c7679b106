import type { CheckInput } from '../../analysis/check-input';
import { foundAt } from '../../analysis/found';
import { rehearsedAlerts } from '../../analysis/play/rehearsed';
import type { SeriesHistory } from '../../model/rehearsal';
import type { VectorSelector } from '../../promql/ast';
import { inWords } from '../../text/list';
import { nearest } from '../../text/nearest';
import { check } from '../check';

export const rehearsalSeries = check('rehearsal-series', {
  finds: 'a rehearsal with a series that no target exposes, or with a label that the series never has',
  severity: 'warning',
  *run(input) {
    for (const { rule, played } of rehearsedAlerts(input)) {
      for (const { rehearsal, title } of played.rehearsals) {
        const told = new Set<string>();
        for (const history of rehearsal.given) {
          for (const { key, message, hint } of faultsOf(history, input)) {
            if (told.has(key)) continue;
            told.add(key);
            yield foundAt(rule.place, { message: `alert ${rule.name}: ${title} ${message}`, hint });
          }
        }
      }
    }
  },
});

interface HistoryFault {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
}

function faultsOf({ name, labels }: SeriesHistory, { exposure, knowledge }: CheckInput): readonly HistoryFault[] {
  const selector = selectorOf(name, labels.job);
  const verdict = exposure(selector);
  if (verdict.kind === 'never') {
    const similar = verdict.nearest();
    const who = verdict.job === undefined ? 'no target exposes and no rule records' : `job ${verdict.job} does not expose`;
    const remedy = 'give it series that the alert will see in a cluster';
    return [
      { key: name, message: `has the series ${name}, which ${who}`, hint: didYouMean(similar === name ? undefined : similar, remedy) },
    ];
  }
  const faults: HistoryFault[] = [];
  const known = knowledge(selector);
  for (const [label, value] of Object.entries(labels)) {
    if (value === '' || label === '__name__') continue;
    if (known.kind === 'known' && known.possible !== 'any' && !known.possible.has(label)) {
      const possible = [...known.possible].sort();
      faults.push({
        key: `${name} ${label}`,
        message: `gives ${name} the label ${label}, which it never has`,
        hint: didYouMean(nearest(label, possible), `its labels are ${inWords(possible, 12)}`),
      });
      continue;
    }
    const values = verdict.kind === 'exposed' ? verdict.series.map(({ series }) => series.labelValues?.[label]) : [];
    if (values.length > 0 && values.every((allowed) => allowed !== undefined && !allowed.includes(value))) {
      const allowed = [...new Set(values.flatMap((each) => each!))];
      faults.push({
        key: `${name} ${label} ${value}`,
        message: `gives ${name} ${label}=${JSON.stringify(value)}, which it never has`,
        hint: didYouMean(nearest(value, allowed), `its values are ${inWords(allowed, 12)}`),
      });
    }
  }
  return faults;
}

const didYouMean = (similar: string | undefined, remedy: string): string =>
  similar === undefined ? remedy : `did you mean ${similar}? If not: ${remedy}`;

function selectorOf(metric: string, job: string | undefined): VectorSelector {
  const span = { from: 0, to: 0 };
  return { kind: 'selector', metric, matchers: job === undefined ? [] : [{ name: 'job', op: '=', value: job, span }], span };
}
