import type { CheckInput, Place, RuleInput } from '../../analysis/check-input';
import { foundAt } from '../../analysis/found';
import { inWords } from '../../text/list';
import { check } from '../check';

export const missingAnnotation = check('missing-annotation', {
  finds: 'an alert without a severity, a summary or a runbook',
  severity: { declared: 'warning', manifests: 'info' },
  *run(input) {
    for (const [missing, alerts] of incomplete(input)) {
      const names = [...new Set(alerts.map(({ name }) => name))];
      yield foundAt(alerts[0]!.place, {
        message:
          `${names.length === 1 ? 'alert' : `${names.length} alerts:`} ${inWords(names)} ` +
          `${names.length === 1 ? 'has' : 'have'} no ${missing}`,
        hint: 'who is woken needs to know how urgent it is (severity), what is wrong (summary) and what to do (runbook_url)',
      });
    }
  },
});

/** Alerts by what they lack. In one object it is mostly a habit of all of them, and reported once. */
function incomplete({ rules }: Pick<CheckInput, 'rules'>): Iterable<readonly [missing: string, alerts: readonly RuleInput[]]> {
  const found: [string, RuleInput[]][] = [];
  // Where no alert has a runbook, there are none to link.
  const haveRunbooks = rules.some(hasRunbook);
  for (const rule of rules) {
    const missing = missingIn(rule, haveRunbooks).join(', no ');
    if (missing === '') continue;
    const same = found.find(([lack, [first]]) => lack === missing && areTogether(first!.place, rule.place));
    if (same === undefined) found.push([missing, [rule]]);
    else same[1].push(rule);
  }
  return found;
}

/** Of one object, or of one file. What is declared here has neither. */
const areTogether = (a: Place, b: Place): boolean =>
  (a.object !== undefined || a.file !== undefined) && a.object === b.object && a.file === b.file;

function missingIn(rule: RuleInput, haveRunbooks: boolean): readonly string[] {
  const { kind, labels, getsRunbook } = rule;
  if (kind !== 'alert') return [];
  return [
    ...(labels.severity ? [] : ['label severity']),
    // Older rules say it in `message`; a long description says it too.
    ...(has(rule, 'summary', 'message', 'title', 'description') ? [] : ['annotation summary']),
    ...(getsRunbook || !haveRunbooks || hasRunbook(rule) ? [] : ['annotation runbook_url']),
  ];
}

const has = ({ annotations }: RuleInput, ...names: readonly string[]): boolean => names.some((each) => (annotations[each] ?? '') !== '');
const hasRunbook = (rule: RuleInput): boolean => has(rule, 'runbook_url', 'runbook');
