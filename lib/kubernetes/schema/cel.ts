// The part of CEL (the Common Expression Language) that the validation rules of CRDs are written in: `self`, fields, `has`, size, filter,
// comparisons and logic. A rule with anything else does not parse, and a test says so when a CRD brings one.

type Expr =
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'field'; readonly of: Expr; readonly field: string }
  | { readonly kind: 'has'; readonly of: Expr; readonly field: string }
  | { readonly kind: 'size'; readonly of: Expr }
  | { readonly kind: 'filter'; readonly of: Expr; readonly variable: string; readonly test: Expr }
  | { readonly kind: 'list'; readonly items: readonly Expr[] }
  | { readonly kind: 'not'; readonly of: Expr }
  | { readonly kind: 'choice'; readonly test: Expr; readonly yes: Expr; readonly no: Expr }
  | { readonly kind: 'binary'; readonly op: BinaryOperator; readonly left: Expr; readonly right: Expr };
type BinaryOperator = '||' | '&&' | '==' | '!=' | '<=' | '>=' | '<' | '>';

type Variables = ReadonlyMap<string, unknown>;

const rules = new Map<string, Expr>();

/** Whether a value fulfils a rule. @throws Error on a rule that does not parse, or that reads a field which the value does not have */
export function fulfils(rule: string, self: unknown): boolean {
  let expr = rules.get(rule);
  if (!expr) {
    expr = parseCel(rule);
    rules.set(rule, expr);
  }
  return truth(evaluate(expr, new Map([['self', self]])));
}

const token = /\s*(?:(\d+)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([A-Za-z_]\w*)|(\|\||&&|[=!<>]=|[<>!?:.,()[\]]))/y;
const constants = new Map<string | undefined, boolean>([
  ['true', true],
  ['false', false],
]);
const levels: readonly (readonly BinaryOperator[])[] = [['||'], ['&&'], ['==', '!=', '<=', '>=', '<', '>']];

/** Parses a rule. @throws Error that says what is not understood */
export function parseCel(rule: string): Expr {
  const tokens: { readonly text: string; readonly literal?: { readonly value: unknown } }[] = [];
  token.lastIndex = 0;
  for (let match; token.lastIndex < rule.trimEnd().length; ) {
    const from = token.lastIndex;
    match = token.exec(rule);
    if (!match) throw new Error(`CEL: ${JSON.stringify(rule.slice(from))} is not understood`);
    const [text, integer, single, double, name] = match as (string | undefined)[];
    const quoted = single ?? double;
    const value = integer !== undefined ? Number(integer) : (quoted?.replace(/\\(.)/g, '$1') ?? constants.get(name));
    tokens.push({ text: text!.trim(), ...(value !== undefined && { literal: { value } }) });
  }
  let next = 0;
  const peek = (): string => (tokens[next]?.literal ? '' : (tokens[next]?.text ?? ''));
  const take = (text: string): boolean => peek() === text && next++ >= 0;
  function expect(text: string): void {
    const rest = tokens
      .slice(next)
      .map((each) => each.text)
      .join(' ');
    if (!take(text)) throw new Error(`CEL: ${JSON.stringify(text)} is expected before ${JSON.stringify(rest)}`);
  }
  function identifier(): string {
    const name = peek();
    if (!/^[A-Za-z_]/.test(name)) throw new Error(`CEL: a name is expected before ${JSON.stringify(name)}`);
    next++;
    return name;
  }

  function choice(): Expr {
    const test = binary(0);
    if (!take('?')) return test;
    const yes = choice();
    expect(':');
    return { kind: 'choice', test, yes, no: choice() };
  }
  function binary(level: number): Expr {
    const operators = levels[level];
    if (!operators) return unary();
    let left = binary(level + 1);
    for (let op = operators.find((each) => take(each)); op; op = operators.find((each) => take(each))) {
      left = { kind: 'binary', op, left, right: binary(level + 1) };
    }
    return left;
  }
  function unary(): Expr {
    return take('!') ? { kind: 'not', of: unary() } : member();
  }
  function member(): Expr {
    let of = primary();
    while (take('.')) {
      const field = identifier();
      if (!take('(')) of = { kind: 'field', of, field };
      else if (field === 'size') {
        expect(')');
        of = { kind: 'size', of };
      } else if (field === 'filter') {
        const variable = identifier();
        expect(',');
        of = { kind: 'filter', of, variable, test: choice() };
        expect(')');
      } else throw new Error(`CEL: the function ${field} is not known`);
    }
    return of;
  }
  function primary(): Expr {
    const literal = tokens[next]?.literal;
    if (literal) {
      next++;
      return { kind: 'literal', value: literal.value };
    }
    if (take('(')) {
      const inner = choice();
      expect(')');
      return inner;
    }
    if (take('[')) {
      const items: Expr[] = [];
      while (!take(']')) {
        items.push(choice());
        if (peek() !== ']') expect(',');
      }
      return { kind: 'list', items };
    }
    const name = identifier();
    if (!take('(')) return { kind: 'name', name };
    const argument = choice();
    expect(')');
    if (name === 'has' && argument.kind === 'field') return { ...argument, kind: 'has' };
    if (name === 'size') return { kind: 'size', of: argument };
    throw new Error(`CEL: the function ${name} is not known`);
  }

  const expr = choice();
  if (next < tokens.length) throw new Error(`CEL: the end is expected before ${JSON.stringify(tokens[next]!.text)}`);
  return expr;
}

function evaluate(expr: Expr, variables: Variables): unknown {
  switch (expr.kind) {
    case 'literal':
      return expr.value;
    case 'name':
      if (!variables.has(expr.name)) throw new Error(`undeclared reference to '${expr.name}'`);
      return variables.get(expr.name);
    case 'field': {
      const of = evaluate(expr.of, variables) as Record<string, unknown>;
      if (!Object.hasOwn(of, expr.field)) throw new Error(`no such key: ${expr.field}`);
      return of[expr.field];
    }
    case 'has':
      return Object.hasOwn(evaluate(expr.of, variables) as object, expr.field);
    case 'size': {
      const of = evaluate(expr.of, variables);
      return typeof of === 'string' ? [...of].length : Array.isArray(of) ? of.length : Object.keys(of as object).length;
    }
    case 'filter': {
      const of = evaluate(expr.of, variables) as readonly unknown[];
      return of.filter((item) => truth(evaluate(expr.test, new Map([...variables, [expr.variable, item]]))));
    }
    case 'list':
      return expr.items.map((item) => evaluate(item, variables));
    case 'not':
      return !truth(evaluate(expr.of, variables));
    case 'choice':
      return evaluate(truth(evaluate(expr.test, variables)) ? expr.yes : expr.no, variables);
    case 'binary':
      return operate(expr.op, expr.left, expr.right, variables);
  }
}

function operate(op: BinaryOperator, leftExpr: Expr, rightExpr: Expr, variables: Variables): boolean {
  switch (op) {
    case '&&':
      return both(leftExpr, rightExpr, variables, false);
    case '||':
      return both(leftExpr, rightExpr, variables, true);
    case '==':
      return scalar(evaluate(leftExpr, variables)) === scalar(evaluate(rightExpr, variables));
    case '!=':
      return scalar(evaluate(leftExpr, variables)) !== scalar(evaluate(rightExpr, variables));
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const left = evaluate(leftExpr, variables) as number;
      const right = evaluate(rightExpr, variables) as number;
      return op === '<' ? left < right : op === '<=' ? left <= right : op === '>' ? left > right : left >= right;
    }
  }
}

/** CEL's && and || hide an error of one side where the other side alone decides. */
function both(left: Expr, right: Expr, variables: Variables, decisive: boolean): boolean {
  let problem: unknown;
  try {
    if (truth(evaluate(left, variables)) === decisive) return decisive;
  } catch (error) {
    problem = error;
  }
  if (truth(evaluate(right, variables)) === decisive) return decisive;
  if (problem !== undefined) throw problem;
  return !decisive;
}

function scalar(value: unknown): unknown {
  if (typeof value === 'object') throw new Error('CEL: only scalars can be compared here');
  return value;
}

function truth(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new Error('no such overload: a boolean is expected');
  return value;
}
