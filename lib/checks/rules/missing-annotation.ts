import { advice, type CheckInput, findingAt, type RuleInput } from '../../analysis/check-input';
import { inWords } from '../../text/list';
import type { Check } from '../check';

/** An alert that does not say how fast somebody must act, what is wrong, or what to do about it. */
export const missingAnnotation: Check = {
  name: 'missing-annotation',
  *judge(model) {
    for (const [missing, alerts] of incomplete(model)) {
      const names = [...new Set(alerts.map(({ name }) => name))];
      yield findingAt(alerts[0]!.place, this.name, advice(model), {
        message:
          `${names.length === 1 ? 'alert' : `${names.length} alerts:`} ${inWords(names)} ` +
          `${names.length === 1 ? 'has' : 'have'} no ${missing}`,
        hint: 'who is woken needs to know how urgent it is (severity), what is wrong (summary) and what to do (runbook_url)',
      });
    }
  },
};

/** Alerts by what they lack. Each alert of ours is found alone; in YAML of others it is mostly a habit of all of them, and told once. */
function incomplete({ rules, foreign }: CheckInput): Iterable<readonly [missing: string, alerts: readonly RuleInput[]]> {
  const found: [string, RuleInput[]][] = [];
  for (const rule of rules) {
    const missing = missingIn(rule, foreign === true).join(', no ');
    if (missing === '') continue;
    const same =
      foreign === true ? found.find(([lack, [first]]) => lack === missing && first!.place.object === rule.place.object) : undefined;
    if (same === undefined) found.push([missing, [rule]]);
    else same[1].push(rule);
  }
  return found;
}

function missingIn({ kind, labels, annotations }: RuleInput, foreign: boolean): readonly string[] {
  if (kind !== 'alert') return [];
  const has = (...names: readonly string[]) => names.some((each) => (annotations[each] ?? '') !== '');
  return [
    ...(labels.severity ? [] : ['label severity']),
    // Older rules say it in `message`; a long description says it too.
    ...(has('summary', 'message', 'title', 'description') ? [] : ['annotation summary']),
    // To an alert that is declared here the link is added where it is written.
    ...(has('runbook_url', 'runbook') || !foreign ? [] : ['annotation runbook_url']),
  ];
}
