import type { Expr, Span } from '../ast';
import type { LabelEnv, LabelFlow } from '../label-flow';
import type { Reason } from '../label-reasons';

export type FaultKind =
  | 'never-label'
  | 'never-matches'
  | 'dead-selector'
  | 'contradiction'
  | 'label-function'
  | 'quantile-without-le'
  | 'quantile-out-of-range'
  | 'counter-function-of-gauge'
  | 'gauge-function-of-counter'
  | 'counter-without-rate'
  | 'rate-after-sum'
  | 'never-true'
  | 'always-true'
  | 'short-range';

/** A query that Prometheus takes and that surely does not do what it says. */
export interface Fault {
  readonly kind: FaultKind;
  readonly message: string;
  /** What to do. */
  readonly hint: string;
  readonly span: Span;
  /** Why it is so, from what stands nearest to what stands furthest down. */
  readonly because: readonly Reason[];
}

export function fault(kind: FaultKind, span: Span, message: string, more: Pick<Fault, 'hint'> & Partial<Pick<Fault, 'because'>>): Fault {
  return { kind, message, hint: more.hint, span, because: more.because ?? [] };
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
