import type { Expr, Query, Span, VectorSelector } from './ast';
import { parse } from './parse';
import { rewriteSelectors } from './walk';

/**
 * `$name`, `${name}` and `${name:format}`, as Grafana replaces them before a query is sent; `[[name]]` is its old form. `$1` is what a
 * group of a regular expression has matched.
 */
const variable = /\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)(?:\.[^:}]+)?(?::[^}]+)?\}/g;

const hasVariable = (text: string): boolean => text.search(variable) !== -1;

/** Text in quotes: a variable in it is part of a value and no syntax. */
const quoted = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g;

/**
 * Reads a query of a dashboard, in which Grafana's variables stand for durations, numbers and parts of values. For the tree a
 * duration variable counts as 5 minutes and any other as 1; what replaces it is as long as it, so that spans fit the text.
 */
export function parseWithVariables(text: string): Query {
  if (!hasVariable(text)) return parse(text);
  const variables = new Set<string>();
  for (const [, plain, braced] of text.matchAll(variable)) variables.add((plain ?? braced)!);
  let masked = '';
  let end = 0;
  for (const { 0: value, index } of text.matchAll(quoted)) {
    masked += mask(text.slice(end, index), masked) + value;
    end = index + value.length;
  }
  masked += mask(text.slice(end), masked);
  const { expr, diagnostics } = parse(masked);
  // What a variable stands for may be nothing, a value, or a pattern that takes everything: such a matcher says nothing.
  const known = (selector: VectorSelector): VectorSelector => ({
    ...selector,
    matchers: selector.matchers.filter(({ value }) => !hasVariable(value)),
  });
  const isGuessed = ({ from, to }: Span): boolean => text.slice(from, to).includes('$');
  const judged =
    expr &&
    rewriteSelectors(expr, known, {
      number: (literal) => (isGuessed(literal.span) ? anyNumber(literal.span) : literal),
      range: (matrix) => (isGuessed({ from: matrix.selector.span.to, to: matrix.span.to }) ? { ...matrix, range: undefined } : matrix),
    });
  return { ...(judged && { expr: judged }), diagnostics, text, variables: [...variables] };
}

/** A number of which nothing is known: a scalar of series that nothing is known of. */
const anyNumber = (span: Span): Expr => ({
  kind: 'call',
  func: 'scalar',
  span,
  args: [{ kind: 'selector', matchers: [{ name: '__name__', op: '=', value: '', span }], span }],
});

function mask(code: string, before: string): string {
  return code.replace(variable, (name, _plain, _braced, at: number) => {
    const rest = (before + code.slice(0, at)).trimEnd();
    // `${__range_s}s`: the number of a duration.
    if (/^(?:ms|[smhdwy])(?!\w)/.test(code.slice(at + name.length))) return '5'.padStart(name.length, '0');
    return (/[[:]$|\boffset(\s*-)?$/i.test(rest) ? '5m' : '1').padEnd(name.length);
  });
}
