import type { Expr } from './ast';
import { findCounterWithoutRate } from './faults/counter-without-rate';
import { findDeltaOfCounter } from './faults/delta-of-counter';
import { quantileOutOfRange, quantileWithoutLe } from './faults/histogram-quantile';
import { findImpossibleComparison } from './faults/impossible-comparison';
import { findImpossibleMatch } from './faults/impossible-match';
import { findImpossibleSelector } from './faults/impossible-selector';
import { findLabelFunction } from './faults/label-function';
import type { Fault, FaultCheck } from './faults/look';
import { findManyToMany } from './faults/many-to-many';
import { findMatchWithoutNamespace } from './faults/match-without-namespace';
import { findRateAfterSum } from './faults/rate-after-sum';
import { findRateOfGauge } from './faults/rate-of-gauge';
import { findShortRange } from './faults/short-range';
import { findUnknownLabel, unknownLabelInMatcher } from './faults/unknown-label';
import { type LabelEnv, labelFlow } from './label-flow';
import { childrenOf } from './walk';

/*
 * One walk looks for all kinds: what is found inside corrects the flow of labels for what is around it, so that no kind can be
 * looked for alone. Each kind is reported by the check of its name.
 */

const checks: Readonly<Record<Expr['kind'], readonly FaultCheck[]>> = {
  number: [],
  string: [],
  selector: [firstOf(findImpossibleSelector, unknownLabelInMatcher)],
  matrix: [],
  subquery: [],
  paren: [],
  unary: [],
  aggregation: [findUnknownLabel, quantileOutOfRange],
  call: [findLabelFunction, quantileWithoutLe, quantileOutOfRange, findRateOfGauge, findDeltaOfCounter, findRateAfterSum, findShortRange],
  binary: [
    findUnknownLabel,
    findImpossibleMatch,
    findManyToMany,
    findMatchWithoutNamespace,
    findCounterWithoutRate,
    findImpossibleComparison,
  ],
};

/** The second looks only where the first has found nothing. */
function firstOf(first: FaultCheck, second: FaultCheck): FaultCheck {
  return (look) => {
    const found = [...first(look)];
    return found.length > 0 ? found : second(look);
  };
}

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
  const look = (node: Expr): void => {
    parents.push(node);
    for (const child of childrenOf(node)) look(child);
    parents.pop();
    for (const check of checks[node.kind]) found.push(...check({ expr: node, parents, flow, env, leastScrapes }));
  };
  look(expr);
  return found;
}
