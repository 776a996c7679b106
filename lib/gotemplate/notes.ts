import type { Span } from '../promql/ast';
import type { TemplateProblem } from './syntax';
import type { TemplateLabel, TemplateQuery } from './values';

/** What is seen in a template whose syntax is right. */
export interface Notes {
  /** Where expanding it ends with an error, so that the text reads `<error expanding template: ...>`. */
  readonly problems: TemplateProblem[];
  /** Where it gives a text that nobody wants, such as `%!d(float64=0.5)`. */
  readonly unusualOutput: TemplateProblem[];
  readonly labels: TemplateLabel[];
  readonly queries: TemplateQuery[];
  /** The actions that print a sample's value, or what is made of it. */
  readonly measured: Span[];
}

export const noNotes = (): Notes => ({ problems: [], unusualOutput: [], labels: [], queries: [], measured: [] });

const same = (a: TemplateProblem, b: TemplateProblem): boolean =>
  a.message === b.message && a.span.from === b.span.from && a.span.to === b.span.to;

/** Adds a problem once: a `define` is read for each place that calls it. */
function add(list: TemplateProblem[], problem: TemplateProblem): void {
  if (!list.some((other) => same(other, problem))) list.push(problem);
}

/** What makes Go stop while it expands the template. */
export const reportProblem = (notes: Notes, { from, to }: Span, message: string, hint?: string): void =>
  add(notes.problems, { code: 'wrong-type', message, ...(hint && { hint }), span: { from, to } });

/** What Go prints, and nobody wants to read. */
export const reportOutput = (notes: Notes, { from, to }: Span, message: string, hint?: string): void =>
  add(notes.unusualOutput, { code: 'unusual-output', message, ...(hint && { hint }), span: { from, to } });
