import type { Binary, Expr } from '../ast';
import { type Reason, reasonsFor } from '../label-reasons';
import { type LabelSet, presence } from '../labels';
import { typeOf } from '../types';
import { type FaultCheck, fault, type Look } from './look';

/** Two sides of which no series ever match: they disagree on a label that is compared. */
export const findImpossibleMatch: FaultCheck = function* (look) {
  const { expr, flow } = look;
  if (expr.kind !== 'binary' || expr.op === 'or' || expr.matching?.fill !== undefined) return;
  if (typeOf(expr.left) !== 'vector' || typeOf(expr.right) !== 'vector') return;
  for (const label of comparedLabels(expr, flow.of(expr.left), flow.of(expr.right))) {
    const found = disagreement(look, expr, label);
    if (found === undefined) continue;
    const effect = expr.op === 'unless' ? 'so it takes nothing away' : 'so it returns nothing';
    const span = expr.matching?.span ?? { from: expr.left.span.to, to: expr.right.span.from };
    const message = `\`${expr.op}\` never finds two series that match, ${effect}: ${found.message}`;
    yield fault('impossible-match', span, message, {
      hint: hintOn(expr, label),
      because: found.because,
      ...(expr.op !== 'unless' && { returns: 'nothing' }),
    });
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

interface Disagreement {
  readonly message: string;
  readonly because: readonly Reason[];
}

/** Why the two sides cannot have the same value of a label; undefined where they may. */
function disagreement({ flow, env }: Look, { left, right }: Binary, label: string): Disagreement | undefined {
  const l = flow.of(left);
  const r = flow.of(right);
  const lacks = (side: Expr): Reason[] => reasonsFor(side, label, flow, env);
  if (presence(l, label) === 'always' && presence(r, label) === 'never') {
    return { message: `every series on the left has \`${label}\`, and none on the right`, because: lacks(right) };
  }
  if (presence(l, label) === 'never' && presence(r, label) === 'always') {
    return { message: `every series on the right has \`${label}\`, and none on the left`, because: lacks(left) };
  }
  const [a, b] = [l.values.get(label), r.values.get(label)];
  if (a === undefined || b === undefined || a === b) return undefined;
  return { message: `\`${label}\` is ${JSON.stringify(a)} on the left and ${JSON.stringify(b)} on the right`, because: [] };
}

function hintOn({ matching }: Binary, label: string): string {
  if (matching?.mode === 'on') return `leave \`${label}\` out of \`on\``;
  return `say with \`on\` which labels must be equal, or add \`ignoring (${label})\``;
}
