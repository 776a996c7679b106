import type { Expr, Matcher, Span } from './ast';
import { aggregations, type FunctionSpec, functions } from './functions';
import { walk } from './walk';

/** Something in a query that not every Prometheus since 2.45 takes. */
export interface Feature {
  /** What the query uses: `limitk`, `fill`, a duration expression. */
  readonly name: string;
  /** The first version that knows it. */
  readonly since: string;
  /** What `--enable-feature` must name. */
  readonly flag?: string;
  /** The first version that needs no flag for it. */
  readonly stableSince?: string;
  readonly span: Span;
}

type Knowledge = Omit<Feature, 'span'>;

/** Versions and flags are those of Prometheus' changelog and docs/feature_flags.md. */
const fill: Knowledge = { name: 'fill', since: '3.10', flag: 'promql-binop-fill-modifiers' };
const extendedRange = (name: string): Knowledge => ({ name, since: '3.7', flag: 'promql-extended-range-selectors' });
const durationExpression: Knowledge = {
  name: 'a duration expression',
  since: '3.4',
  flag: 'promql-duration-expr',
  stableSince: '3.14',
};
const durationLimits: Knowledge = { ...durationExpression, name: 'min_of and max_of in a duration', since: '3.13' };
const durationStep: Knowledge = { ...durationExpression, name: 'step in a duration', since: '3.6' };
const durationRange: Knowledge = { ...durationExpression, name: 'range in a duration', since: '3.12' };
const trimming = (name: string): Knowledge => ({ name, since: '3.11' });
const quotedName: Knowledge = { name: 'a name in quotes', since: '3.0' };
const groupedNumber: Knowledge = { name: 'an underscore in a number', since: '2.54' };
const durationAsNumber: Knowledge = { name: 'a duration as a number', since: '2.54' };

/** What a query needs of its Prometheus beyond 2.45, in the order of the text: for a check against the version and flags in use. */
export function featuresOf(expr: Expr): Feature[] {
  const found: Feature[] = [];
  const need = (feature: Knowledge, span: Span): void => {
    found.push({ ...feature, span });
  };
  const needLabels = (labels: readonly string[], span: Span): void => {
    if (labels.some((label) => !/^[a-zA-Z_]\w*$/.test(label))) need(quotedName, span);
  };
  walk(expr, (node) => {
    switch (node.kind) {
      case 'number':
        if (node.text.includes('_')) need(groupedNumber, node.span);
        if (node.duration) need(durationAsNumber, node.span);
        return;
      case 'string':
      case 'paren':
      case 'unary':
        return;
      case 'selector':
        if (node.modifier !== undefined) need(extendedRange(node.modifier), node.span);
        for (const matcher of node.matchers.filter(isQuoted)) need(quotedName, matcher.span);
        for (const feature of inDuration(node.offsetText)) need(feature, node.span);
        return;
      case 'matrix':
        for (const feature of inDuration(node.rangeText)) need(feature, node.span);
        return;
      case 'subquery':
        for (const feature of [node.rangeText, node.stepText, node.offsetText].flatMap(inDuration)) need(feature, node.span);
        return;
      case 'call': {
        const known = ofSpec(node.func, functions[node.func]);
        if (known !== undefined) need(known, node.span);
        return;
      }
      case 'aggregation': {
        const known = ofSpec(node.op, aggregations[node.op]);
        if (known !== undefined) need(known, node.span);
        if (node.grouping !== undefined) needLabels(node.grouping.labels, node.grouping.span);
        return;
      }
      case 'binary':
        if (node.op === '</' || node.op === '>/') need(trimming(node.op), node.span);
        if (node.matching === undefined) return;
        if (node.matching.fill !== undefined) need(fill, node.matching.span);
        needLabels([...node.matching.labels, ...(node.matching.group?.include ?? [])], node.matching.span);
    }
  });
  return found.sort((a, b) => a.span.from - b.span.from);
}

const isQuoted = ({ quoted }: Matcher): boolean => quoted === true;

type Age = Pick<FunctionSpec, 'since' | 'experimental' | 'stableSince'>;

function ofSpec(name: string, spec: Age | undefined): Knowledge | undefined {
  if (spec?.since === undefined) return undefined;
  const { since, experimental, stableSince } = spec;
  const flag = experimental === true || stableSince !== undefined ? { flag: 'promql-experimental-functions' } : {};
  return { name, since, ...flag, stableSince };
}

/** A literal is letters, digits and a dot; all else of a duration is an expression. */
function inDuration(text: string | undefined): Knowledge[] {
  if (text === undefined || /^[\w.]*$/.test(text)) return [];
  const used = [];
  if (text.includes('step(')) used.push(durationStep);
  if (text.includes('range(')) used.push(durationRange);
  if (text.includes('_of(')) used.push(durationLimits);
  return used.length > 0 ? used : [durationExpression];
}
