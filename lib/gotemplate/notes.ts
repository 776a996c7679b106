import type { Span } from '../promql/ast';
import type { Fault } from './syntax';
import type { LabelUse, TemplateQuery } from './values';

/** What is seen in a template whose syntax is right. */
export interface Notes {
  /** Where expanding it ends with an error, so that the text reads `<error expanding template: ...>`. */
  readonly faults: Fault[];
  /** Where it gives a text that nobody wants, such as `%!d(float64=0.5)`. */
  readonly oddities: Fault[];
  readonly labels: LabelUse[];
  readonly queries: TemplateQuery[];
  /** The actions that print a sample's value, or what is made of it. */
  readonly measured: Span[];
}

export const noNotes = (): Notes => ({ faults: [], oddities: [], labels: [], queries: [], measured: [] });

const same = (a: Fault, b: Fault): boolean => a.message === b.message && a.span.from === b.span.from && a.span.to === b.span.to;

/** Notes a fault once: a `define` is read for each place that calls it. */
export function note(list: Fault[], span: Span, message: string, hint?: string): void {
  const fault: Fault = { message, ...(hint && { hint }), span: { from: span.from, to: span.to } };
  if (!list.some((other) => same(other, fault))) list.push(fault);
}
