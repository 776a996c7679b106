import type { Expr, Query } from '../../promql/ast';
import { isMapping } from '../../yaml/value';
import { right } from './kinds';
import { isNo, type Kind, problem } from './problem';

/** A query of PromQL. What its text says is judged by the checks, with a caret under the fault. */
export const promqlText: Kind = (value, at) => {
  if (isMapping(value) && typeof value.text === 'string' && Array.isArray(value.diagnostics)) return right;
  if (typeof value === 'string') return isNo(at, value, 'query', `Write promql\`${value}\`.`);
  const isMetric = isMapping(value) && typeof value.name === 'string';
  return isNo(at, value, 'query', isMetric ? `Write promql\`\${...}\` around ${String(value.name)}.` : 'Write promql`...`.');
};

/** A counter that a rate is taken of: one selector, without a function around it. */
export const counterQuery: Kind = (value, at) => {
  const problems = promqlText(value, at);
  if (problems.length > 0) return problems;
  const { expr, text, diagnostics } = value as Query;
  if (expr === undefined)
    return [problem(at, `${diagnostics[0]?.message ?? 'the query does not parse'}, in ${text}`, 'Correct the query.')];
  const counter = bare(expr);
  if (counter.kind === 'selector') return right;
  const hint =
    counter.kind === 'call' && rates.has(counter.func)
      ? `Write the counter without ${counter.func}: the SLO takes its rate over each of its windows.`
      : 'Write one selector, such as errors_total{job="api"}: the SLO takes its rate and sums it up.';
  return [problem(at, `${text} is no counter`, hint)];
};

const rates: ReadonlySet<string> = new Set(['rate', 'irate', 'increase']);
const bare = (expr: Expr): Expr => (expr.kind === 'paren' ? bare(expr.expr) : expr);
