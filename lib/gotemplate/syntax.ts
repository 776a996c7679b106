import type { Span } from '../promql/ast';
import type { Problem } from '../text/problem';

/** `.A.B`, `$x.A`, `(...).A`: the fields that are asked of a value, one after the other. */
export type FieldPath = readonly string[];

export interface Literal {
  readonly kind: 'string' | 'bool' | 'int' | 'float' | 'complex' | 'nil';
  /** The value of a string, the text of anything else. */
  readonly value: string;
  readonly span: Span;
}
export interface Dot {
  readonly kind: 'dot';
  readonly span: Span;
}
export interface FieldOperand {
  readonly kind: 'field';
  readonly path: FieldPath;
  readonly span: Span;
}
/** `$` is a name too. */
export interface VariableOperand {
  readonly kind: 'variable';
  readonly name: string;
  readonly path: FieldPath;
  readonly span: Span;
}
export interface Chain {
  readonly kind: 'chain';
  readonly of: Operand;
  readonly path: FieldPath;
  readonly span: Span;
}
export interface FunctionName {
  readonly kind: 'function';
  readonly name: string;
  readonly span: Span;
}

/** A function with its arguments, or one value. */
export interface Command {
  readonly operands: readonly [Operand, ...Operand[]];
  readonly span: Span;
}

/** `a | b | c`: what a command gives is the last argument of the next one. */
export interface Pipeline {
  readonly kind: 'pipeline';
  /** The variables that it sets, with their `$`. */
  readonly sets: readonly string[];
  /** Sets variables that exist (`=`), where `:=` makes new ones. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
  readonly span: Span;
}

export type Operand = Literal | Dot | FieldOperand | VariableOperand | Chain | FunctionName | Pipeline;

export interface Text {
  readonly kind: 'text';
  readonly text: string;
}
export interface Action {
  readonly kind: 'action';
  readonly pipeline: Pipeline;
}
export interface Branch {
  readonly kind: 'if' | 'with' | 'range';
  readonly pipeline: Pipeline;
  readonly body: readonly Node[];
  readonly otherwise: readonly Node[];
}
/** `{{ template "name" pipeline }}`; a `block` is one too, and defines it. */
export interface Invocation {
  readonly kind: 'template';
  readonly name: string;
  readonly pipeline?: Pipeline;
  readonly span: Span;
}
export interface Jump {
  readonly kind: 'break' | 'continue';
}

export type Node = Text | Action | Branch | Invocation | Jump;

/** A template of Go's text/template. */
export interface Template {
  readonly nodes: readonly Node[];
  /** What `define` and `block` name. */
  readonly definitions: ReadonlyMap<string, readonly Node[]>;
}

/** What is wrong with a template, and where in its text. */
export interface TemplateProblem extends Problem {
  readonly span: Span;
}
