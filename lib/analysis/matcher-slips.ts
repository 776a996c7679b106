import { type AlertMatcher, accepts, alternatives, printMatcher } from '../alertmanager/matcher';
import { memoize } from '../text/memoize';
import { nearest } from '../text/nearest';
import type { CheckInput } from './check-input';
import { leavesLabel } from './relabeling';

/** A matcher that the alerts here would meet but for a slip: others that they do not know may meet it. */
export interface MatcherSlip {
  /** The label is not the one that holds the name; or only the case of the letters differs. */
  readonly kind: 'label' | 'case';
  readonly message: string;
  readonly hint: string;
}

/** What the rules here say of the labels of their alerts. */
interface Known {
  readonly names: ReadonlySet<string>;
  /** The values that rules give to a label. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

const knownOf = memoize(({ rules }: CheckInput): Known => {
  const alerts = rules.filter(({ kind }) => kind === 'alert');
  const names = new Set(alerts.map(({ name }) => name));
  const values = new Map<string, Set<string>>([['alertname', names]]);
  for (const { labels } of alerts) {
    for (const [label, value] of Object.entries(labels)) values.set(label, (values.get(label) ?? new Set()).add(value));
  }
  return { names, values };
});

/** The slip in a matcher of a route or an inhibition, if there is one. */
export function slipIn(matcher: AlertMatcher, input: CheckInput): MatcherSlip | undefined {
  if (matcher.op !== '=' && matcher.op !== '=~') return undefined;
  if (!leavesLabel(matcher.name, input.alertRelabeling ?? [])) return undefined;
  const wanted = matcher.op === '=' ? [matcher.value] : (alternatives(matcher.value) ?? []);
  const { names, values } = knownOf(input);
  return slipOfLabel(matcher, wanted, names, values) ?? slipOfCase(matcher, wanted, values.get(matcher.name));
}

/** What people call the label with the name of an alert. */
const namesOfName: ReadonlySet<string> = new Set([
  'alert',
  'alert_name',
  'alertName',
  'AlertName',
  'Alertname',
  'alertnames',
  'name',
  'rule',
]);

function slipOfLabel(
  matcher: AlertMatcher,
  wanted: readonly string[],
  names: Known['names'],
  values: Known['values'],
): MatcherSlip | undefined {
  const { name } = matcher;
  if (values.has(name) || (!namesOfName.has(name) && nearest(name, ['alertname']) === undefined)) return undefined;
  if (wanted.length === 0 || !wanted.every((value) => names.has(value))) return undefined;
  return {
    kind: 'label',
    message: `no alert here has a label ${name}, as ${printMatcher(matcher)} asks: ${wanted.join(' and ')} ${wanted.length === 1 ? 'is the name of an alert' : 'are names of alerts'}`,
    hint: `the name of an alert is in the label alertname: write ${printMatcher({ ...matcher, name: 'alertname' })}`,
  };
}

function slipOfCase(matcher: AlertMatcher, wanted: readonly string[], known: ReadonlySet<string> | undefined): MatcherSlip | undefined {
  // A template can become anything.
  if (known === undefined || [...known].some((value) => value.includes('{{'))) return undefined;
  for (const value of wanted) {
    if (value === '' || known.has(value)) continue;
    const meant = [...known].find((other) => other.toLowerCase() === value.toLowerCase());
    if (meant === undefined || accepts(matcher, meant)) continue;
    return {
      kind: 'case',
      message: `no alert here has ${matcher.name}="${value}", as ${printMatcher(matcher)} asks; they have ${matcher.name}="${meant}"`,
      hint: `values are compared letter by letter: write ${meant}`,
    };
  }
  return undefined;
}
