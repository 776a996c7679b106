import type { Call, Expr } from '../ast';
import { textOf } from '../label-flow';
import { reasonsFor } from '../label-reasons';
import { presence } from '../labels';
import { regexpFault, regexpMatches } from '../regexp';
import { isWellFormed, quote } from '../strings';
import { hintOnLabel } from './hints';
import { type Fault, type FaultCheck, fault, type Look } from './look';

/** `label_replace` and `label_join`: what fails when it is evaluated, and labels that are read and never there. */
export const findLabelFunction: FaultCheck = function* (look) {
  const { expr } = look;
  if (expr.kind !== 'call' || (expr.func !== 'label_replace' && expr.func !== 'label_join')) return;
  const [, target] = expr.args;
  const name = textOf(target);
  if (target !== undefined && name !== undefined && (name === '' || !isWellFormed(name))) {
    yield fails(expr, target, `${quote(name)} is not a label name`, 'name the label that is written, such as "host"');
  }
  if (expr.func === 'label_replace') yield* ofReplace(look, expr);
  else for (const source of expr.args.slice(3)) yield* ofSource(look, expr, source);
};

const fails = ({ func }: Call, { span }: Expr, why: string, hint: string): Fault =>
  fault('label-function', span, `${func} fails: ${why}`, { hint });

function* ofReplace(look: Look, call: Call): Iterable<Fault> {
  const [, , replacement, source, pattern] = call.args;
  const text = textOf(pattern);
  if (source === undefined || pattern === undefined || text === undefined) return;
  const refused = regexpFault(text);
  if (refused !== undefined) {
    yield fails(
      call,
      pattern,
      `${quote(text)} is not a regular expression: ${refused}`,
      'write one that RE2 reads; a special character needs a backslash, which a string writes as two',
    );
    return;
  }
  // With a fixed replacement, a pattern that takes the empty value sets the label whatever the source is.
  if (regexpMatches(text, '') && textOf(replacement)?.includes('$') !== true) return;
  yield* ofSource(look, call, source);
}

function* ofSource({ flow, env }: Look, { func, args: [series] }: Call, source: Expr): Iterable<Fault> {
  const label = textOf(source);
  if (series === undefined || label === undefined || label === '' || presence(flow.of(series), label) !== 'never') return;
  const because = reasonsFor(series, label, flow, env);
  yield fault('unknown-label', source.span, `${func} reads \`${label}\`, which no series has here`, {
    hint: hintOnLabel(label, flow.of(series)),
    because,
  });
}
