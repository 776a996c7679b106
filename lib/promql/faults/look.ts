import type { Expr, Span } from '../ast';
import type { LabelEnv, LabelFlow } from '../label-flow';
import type { Reason } from '../label-reasons';

/** What can be wrong with a query, by the name of the check that reports it. */
export type FaultKind =
  | 'unknown-label'
  | 'impossible-selector'
  | 'impossible-match'
  | 'impossible-comparison'
  | 'many-to-many'
  | 'match-without-namespace'
  | 'label-function'
  | 'histogram-quantile'
  | 'rate-of-gauge'
  | 'delta-of-counter'
  | 'counter-without-rate'
  | 'rate-after-sum'
  | 'short-range';

/** A query that Prometheus takes and that surely does not do what it says. */
export interface Fault {
  readonly kind: FaultKind;
  readonly message: string;
  /** What to do. */
  readonly hint: string;
  readonly span: Span;
  /** What the part returns, whatever the series are. @default - that is not sure */
  readonly returns?: 'nothing' | 'everything';
  /** Why it is so, from what stands nearest to what stands furthest down. */
  readonly because: readonly Reason[];
}

export function fault(
  kind: FaultKind,
  span: Span,
  message: string,
  more: Pick<Fault, 'hint' | 'returns'> & Partial<Pick<Fault, 'because'>>,
): Fault {
  return { kind, message, span, because: [], ...more };
}

/** What a check sees: one expression, those above it, and what is known of all below it. */
export interface Look {
  readonly expr: Expr;
  /** From the root to the direct parent. */
  readonly parents: readonly Expr[];
  readonly flow: LabelFlow;
  readonly env: LabelEnv;
  /** Scrapes that a range of rate or increase should hold. */
  readonly leastScrapes: number;
}

export type FaultCheck = (look: Look) => Iterable<Fault>;
