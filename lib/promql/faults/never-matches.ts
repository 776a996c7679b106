import type { Binary, Expr } from '../ast';
import { whyNever, type Reason } from '../label-reasons';
import { presence, type LabelSet } from '../labels';
import { typeOf } from '../types';
import type { FaultCheck, Look } from './look';

/** Two sides of which no series ever match: they disagree on a label that is compared. */
export const neverMatches: FaultCheck = function* (look) {
  const { expr, flow } = look;
  if (expr.kind !== 'binary' || expr.op === 'or' || expr.matching?.fill !== undefined) return;
  if (typeOf(expr.left) !== 'vector' || typeOf(expr.right) !== 'vector') return;
  for (const label of comparedLabels(expr, flow.of(expr.left), flow.of(expr.right))) {
    const found = disagreement(look, expr, label);
    if (found === undefined) continue;
    const effect = expr.op === 'unless' ? 'so it takes nothing away' : 'so it returns nothing';
    const span = expr.matching?.span ?? { from: expr.left.span.to, to: expr.right.span.from };
    yield { kind: 'never-matches', message: `\`${expr.op}\` never finds two series that match, ${effect}: ${found.message}`, hint: hintOn(expr, label), span, because: found.because };
    flow.giveUp(expr);
    return;
  }
};

/** The labels that must be equal on both sides, as far as one side surely has them. */
function comparedLabels({ matching }: Binary, left: LabelSet, right: LabelSet): Iterable<string> {
  if (matching?.mode === 'on') return matching.labels;
  const all = new Set([...left.always, ...right.always]);
  for (const label of matching?.labels ?? []) all.delete(label);
  return all;
}

function disagreement({ flow, env }: Look, { left, right }: Binary, label: string): { message: string; because: readonly Reason[] } | undefined {
  const l = flow.of(left);
  const r = flow.of(right);
  const lacking = (side: Expr, where: string, other: string): { message: string; because: readonly Reason[] } => ({
    message: `every series on the ${other} has \`${label}\`, and none on the ${where}`, because: whyNever(side, label, flow, env),
  });
  if (presence(l, label) === 'always' && presence(r, label) === 'never') return lacking(right, 'right', 'left');
  if (presence(l, label) === 'never' && presence(r, label) === 'always') return lacking(left, 'left', 'right');
  const [a, b] = [l.values.get(label), r.values.get(label)];
  if (a === undefined || b === undefined || a === b) return undefined;
  return { message: `\`${label}\` is ${JSON.stringify(a)} on the left and ${JSON.stringify(b)} on the right`, because: [] };
}

const hintOn = ({ matching }: Binary, label: string): string =>
  matching?.mode === 'on' ? `leave \`${label}\` out of \`on\`` : `say with \`on\` which labels must be equal, or add \`ignoring (${label})\``;
