import { print } from '../promql/print';
import { walk } from '../promql/walk';
import { memoize } from '../text/memoize';
import type { CheckInput, RuleInput } from './check-input';
import { exactly } from './series-sources';

/** An alert that fires while a job has no target at all. */
export interface AbsentAlert {
  readonly name: string;
  readonly job: string;
  /** `absent(up{job="x"})`, as it is written. */
  readonly excerpt: string;
}

/** The alerts over `absent(up{job="..."})` of these jobs. */
export const absentAlerts = ({ rules }: Pick<CheckInput, 'rules'>, jobs: ReadonlySet<string>): readonly AbsentAlert[] =>
  ofRules(rules).filter(({ job }) => jobs.has(job));

const ofRules = memoize((rules: CheckInput['rules']) => rules.flatMap(ofRule));

function ofRule(rule: RuleInput): readonly AbsentAlert[] {
  if (rule.kind !== 'alert' || rule.query.expr === undefined) return [];
  const found: AbsentAlert[] = [];
  walk(rule.query.expr, (expr, parents) => {
    if (!parents.every((parent) => parent.kind === 'paren' || (parent.kind === 'binary' && parent.op === 'or'))) return;
    const [argument] = expr.kind === 'call' && expr.func === 'absent' ? expr.args : [];
    if (argument?.kind !== 'selector' || argument.metric !== 'up') return;
    const job = exactly(argument, 'job');
    if (job !== undefined) found.push({ name: rule.name, job, excerpt: print(expr) });
  });
  return found;
}
