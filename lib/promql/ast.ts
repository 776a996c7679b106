/** Where a node stands in the text of its query: UTF-16 offsets, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** One label matcher of a selector. */
export interface Matcher {
  readonly name: string;
  readonly op: MatchOperator;
  readonly value: string;
  /** The label name, or the metric's name alone, is in quotes. */
  readonly quoted?: boolean;
  readonly span: Span;
}

/** What `offset` and `@` add to a selector or a subquery. Durations are in milliseconds. */
export interface TimeShift {
  /** Undefined also where the offset is a duration expression that is not constant. */
  readonly offset?: number;
  /** The offset as Prometheus prints it, where it is a duration expression and not a plain literal: `(5m + step())`. */
  readonly offsetText?: string;
  /** A Unix time in seconds, or the start or the end of the range query. */
  readonly at?: number | 'start' | 'end';
}

/** `duration` says that the number is written as one: `5m` is 300. */
export interface NumberLiteral {
  readonly kind: 'number';
  readonly value: number;
  readonly text: string;
  readonly duration?: boolean;
  readonly span: Span;
}
export interface StringLiteral {
  readonly kind: 'string';
  readonly value: string;
  readonly span: Span;
}
/** `metric{matchers}`; `metric` is undefined where only matchers choose the series. A `__name__` matcher stays a matcher. */
export interface VectorSelector extends TimeShift {
  readonly kind: 'selector';
  readonly metric?: string;
  readonly matchers: readonly Matcher[];
  readonly modifier?: 'anchored' | 'smoothed';
  readonly span: Span;
}
/**
 * `selector[range]`: range in milliseconds, or undefined where it is a duration expression that is not constant. `rangeText` is
 * the range as Prometheus prints it (`1h30m` for `[90m]`) and what `print` writes. An offset or `@` stands on the selector.
 */
export interface MatrixSelector {
  readonly kind: 'matrix';
  readonly selector: VectorSelector;
  readonly range?: number;
  readonly rangeText: string;
  readonly span: Span;
}
/** `expr[range:step]`; without a step, `stepText` is empty and Prometheus uses its evaluation interval. */
export interface Subquery extends TimeShift {
  readonly kind: 'subquery';
  readonly expr: Expr;
  readonly range?: number;
  readonly rangeText: string;
  readonly step?: number;
  readonly stepText: string;
  readonly span: Span;
}
export interface Grouping {
  readonly mode: 'by' | 'without';
  readonly labels: readonly string[];
  /** Where each label stands; missing in a tree that was not parsed. */
  readonly labelSpans?: readonly Span[];
  readonly span: Span;
}
export interface Aggregation {
  readonly kind: 'aggregation';
  readonly op: string;
  /** Undefined also for `by ()`, which says nothing. */
  readonly grouping?: Grouping;
  /** The parameter of topk, quantile, count_values and so on. */
  readonly parameter?: Expr;
  readonly expr: Expr;
  readonly span: Span;
}
export interface Call {
  readonly kind: 'call';
  readonly func: string;
  readonly args: readonly Expr[];
  readonly span: Span;
}
export interface VectorMatching {
  readonly mode?: 'on' | 'ignoring';
  readonly labels: readonly string[];
  readonly labelSpans?: readonly Span[];
  readonly group?: {
    readonly side: 'left' | 'right';
    readonly include: readonly string[];
    readonly includeSpans?: readonly Span[];
  };
  readonly fill?: { readonly left?: number; readonly right?: number };
  readonly span: Span;
}
export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^'
  | 'atan2'
  | '=='
  | '!='
  | '>'
  | '<'
  | '>='
  | '<='
  | '</'
  | '>/'
  | 'and'
  | 'or'
  | 'unless';
export interface Binary {
  readonly kind: 'binary';
  readonly op: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
  /** `bool` after a comparison: 0 or 1 instead of filtering. */
  readonly bool: boolean;
  readonly matching?: VectorMatching;
  readonly span: Span;
}
export interface Unary {
  readonly kind: 'unary';
  readonly op: '+' | '-';
  readonly expr: Expr;
  readonly span: Span;
}
export interface Paren {
  readonly kind: 'paren';
  readonly expr: Expr;
  readonly span: Span;
}

export type Expr = NumberLiteral | StringLiteral | VectorSelector | MatrixSelector | Subquery | Aggregation | Call | Binary | Unary | Paren;

export type ValueType = 'scalar' | 'string' | 'vector' | 'matrix';

/** A fault in a query: what is wrong, where, and what to do about it. */
export interface Diagnostic {
  readonly kind: 'syntax' | 'unknown-function' | 'type';
  readonly message: string;
  readonly hint?: string;
  readonly span: Span;
}

/**
 * A PromQL query: its text, and its tree where the text parses. A query with a fault is a value too, so that all faults of an
 * app can be reported at once; `diagnostics` says what is wrong with it.
 */
export interface Query {
  readonly text: string;
  /** Undefined when the text does not parse. */
  readonly expr?: Expr;
  readonly diagnostics: readonly Diagnostic[];
  /** The variables of Grafana that the text names; only a dashboard's query may have some. @default - none */
  readonly variables?: readonly string[];
}
