import type { Call } from '../ast';
import { textOf } from '../label-flow';
import { whyNever } from '../label-reasons';
import { presence } from '../labels';
import { regexpFault, regexpMatches } from '../regexp';
import { isWellFormed } from '../strings';
import type { Fault, FaultCheck, Look } from './look';

/** `label_replace` and `label_join`: what fails when it is evaluated, and labels that are read and never there. */
export const labelFunctions: FaultCheck = function* (look) {
  const { expr } = look;
  if (expr.kind !== 'call') return;
  if (expr.func === 'label_replace') yield* ofReplace(look, expr);
  if (expr.func === 'label_join') for (const index of expr.args.keys()) if (index > 2) yield* ofSource(look, expr, index);
  const target = expr.func === 'label_replace' || expr.func === 'label_join' ? expr.args[1] : undefined;
  const name = textOf(target);
  if (target !== undefined && name !== undefined && (name === '' || !isWellFormed(name))) {
    yield { kind: 'label-function', message: `${expr.func} fails: ${JSON.stringify(name)} is no label name`, span: target.span, because: [] };
  }
};

function* ofReplace(look: Look, call: Call): Iterable<Fault> {
  const [, , replacement, , pattern] = call.args.map(textOf);
  const last = call.args[4];
  if (replacement === undefined || pattern === undefined || last === undefined) return;
  const fault = regexpFault(pattern);
  if (fault !== undefined) {
    yield { kind: 'label-function', message: `label_replace fails: ${JSON.stringify(pattern)} is no regular expression: ${fault}`, span: last.span, because: [] };
    return;
  }
  // With a fixed replacement, a pattern that takes the empty value sets the label whatever the source is.
  if (regexpMatches(pattern, '') && !replacement.includes('$')) return;
  yield* ofSource(look, call, 3);
}

function* ofSource({ flow, env }: Look, call: Call, index: number): Iterable<Fault> {
  const argument = call.args[index];
  const series = call.args[0];
  const label = textOf(argument);
  if (argument === undefined || series === undefined || label === undefined || label === '' || presence(flow.of(series), label) !== 'never') return;
  yield {
    kind: 'never-label', message: `${call.func} reads \`${label}\`, which no series has here`, span: argument.span,
    because: whyNever(series, label, flow, env),
  };
}
