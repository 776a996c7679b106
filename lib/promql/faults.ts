import type { Expr } from './ast';
import { pointlessComparisons } from './faults/comparisons';
import { counterWithoutRate, rateAfterSum, wrongFunctions } from './faults/counters';
import { labelFunctions } from './faults/label-functions';
import type { Fault, FaultCheck } from './faults/look';
import { neverLabels } from './faults/never-labels';
import { neverMatches } from './faults/never-matches';
import { quantileOutOfRange, quantileWithoutLe } from './faults/quantiles';
import { deadSelectors } from './faults/selectors';
import { shortRanges } from './faults/short-ranges';
import { type LabelEnv, labelFlow } from './label-flow';
import { childrenOf } from './walk';

/** What has something to say of each kind of expression. */
const checks: Readonly<Record<Expr['kind'], readonly FaultCheck[]>> = {
  number: [],
  string: [],
  selector: [deadSelectors],
  matrix: [],
  subquery: [],
  paren: [],
  unary: [],
  aggregation: [neverLabels, quantileOutOfRange],
  call: [labelFunctions, quantileWithoutLe, quantileOutOfRange, wrongFunctions, rateAfterSum, shortRanges],
  binary: [neverLabels, neverMatches, counterWithoutRate, pointlessComparisons],
};

export interface FaultOptions {
  /** How many scrapes the range of a rate should hold. @default 4 - a rate survives two lost scrapes */
  readonly leastScrapes?: number;
}

/**
 * What surely goes wrong with a query that type-checks, given what `env` knows of its series. Says nothing where it cannot be
 * sure: with `nothingKnown` only what the query itself proves. What stands inside comes before what is around it.
 */
export function faults(expr: Expr, env: LabelEnv, { leastScrapes = 4 }: FaultOptions = {}): Fault[] {
  const flow = labelFlow(env);
  const found: Fault[] = [];
  const parents: Expr[] = [];
  // The inside first: what is reported there is not reported again for what is around it.
  const judge = (node: Expr): void => {
    parents.push(node);
    for (const child of childrenOf(node)) judge(child);
    parents.pop();
    for (const check of checks[node.kind]) found.push(...check({ expr: node, parents, flow, env, leastScrapes }));
  };
  judge(expr);
  return found;
}
