import fc from 'fast-check';
import type { Expr } from '../../lib/promql/ast';
import { format } from '../../lib/promql/format';
import { parse } from '../../lib/promql/parse';
import { aggregationHead, operatorOf, print, subquerySuffix } from '../../lib/promql/print';
import { typeOf } from '../../lib/promql/types';
import { runs } from '../support/runs';
import { expressions, misspelt } from './promql-grammar';
import { askGo } from './promql-oracle';

/** What Prometheus says of an expression (promql-oracle/main.go). */
interface Verdict {
  readonly ok: boolean;
  readonly error?: string;
  readonly string?: string;
  readonly pretty?: string;
  readonly type?: string;
  readonly tree?: string;
  readonly faithful?: boolean;
}

const count = runs(5000);
const seed = 20_260_810;

/** The tree as the oracle writes it: every operand of an operator in braces. */
function treeOf(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
    case 'string':
      return print(expr);
    case 'selector':
    case 'matrix':
      return `<${print(expr)}>`;
    case 'subquery':
      return `[${treeOf(expr.expr)}|${subquerySuffix(expr)}]`;
    case 'paren':
      return `(${treeOf(expr.expr)})`;
    case 'unary':
      return `{${expr.op}${treeOf(expr.expr)}}`;
    case 'aggregation': {
      const parameter = expr.parameter === undefined ? '' : `${treeOf(expr.parameter)}, `;
      return `${aggregationHead(expr)}(${parameter}${treeOf(expr.expr)})`;
    }
    case 'call':
      return `${expr.func}(${expr.args.map(treeOf).join(', ')})`;
    case 'binary':
      return `{${treeOf(expr.left)} ${operatorOf(expr)} ${treeOf(expr.right)}}`;
  }
}

/** How we differ from Prometheus on an expression; undefined where we agree. */
function difference(text: string, verdict: Verdict): string | undefined {
  const {
    expr,
    diagnostics: [fault],
  } = parse(text);
  if (verdict.ok !== (fault === undefined)) {
    return verdict.ok ? `Prometheus takes it, we say: ${fault?.message}` : `we take it, Prometheus says: ${verdict.error}`;
  }
  if (!verdict.ok) return undefined;
  if (expr === undefined) return 'no fault and no tree';
  if (typeOf(expr) !== verdict.type) return `type ${typeOf(expr)}, not ${verdict.type}`;
  const again = parse(print(expr)).expr;
  if (again === undefined || treeOf(again) !== treeOf(expr)) return `${print(expr)} does not parse back to the same tree`;
  // Where Prometheus' own text means something else than its tree, ours is not that text.
  if (!verdict.faithful) return undefined;
  if (print(expr) !== verdict.string) return `printed ${print(expr)}, not ${verdict.string}`;
  if (treeOf(expr) !== verdict.tree) return `read as ${treeOf(expr)}, not ${verdict.tree}`;
  return format(expr) === verdict.pretty ? undefined : `formatted\n${format(expr)}\nnot\n${verdict.pretty}`;
}

/**
 * Compares the verdict, type, tree, canonical and formatted text of 10,000 random expressions, half of them misspelt, with those of
 * Prometheus.
 */
export async function run(root = process.cwd()): Promise<{ passed: number; failed: string[] }> {
  const texts = [expressions, misspelt].flatMap((some) => fc.sample(some, { seed, numRuns: count }));
  const verdicts = askGo<Verdict>(root, 'promql-oracle', [], texts);
  const failed: string[] = [];
  if (verdicts.length !== texts.length) failed.push(`the oracle answered ${verdicts.length} of ${texts.length} expressions`);
  for (const [index, text] of texts.entries()) {
    const found = difference(text, verdicts[index] ?? { ok: false });
    if (found !== undefined) failed.push(`${JSON.stringify(text)}: ${found}`);
  }
  const valid = verdicts.filter(({ ok }) => ok).length;
  // A generator that only makes valid, or only invalid, expressions would prove nothing.
  if (valid < texts.length / 4 || valid > (3 * texts.length) / 4) failed.push(`${valid} of ${texts.length} expressions are valid`);
  return { passed: texts.length - failed.length, failed };
}
