import { nearest } from '../../text/nearest';
import type { Matcher, VectorSelector } from '../ast';
import { type LabelEnv, needsValue } from '../label-flow';
import { presence } from '../labels';
import { regexpMatches } from '../regexp';
import { metricOf } from '../walk';
import { type Fault, type FaultCheck, fault } from './look';

/** A selector that takes no series: its matchers contradict each other, or want a label that its series cannot have. */
export const deadSelectors: FaultCheck = function* ({ expr, env, flow }) {
  if (expr.kind !== 'selector') return;
  const dead = refusal(expr) ?? contradiction(expr) ?? unknownLabel(expr, env(expr));
  if (dead === undefined) return;
  flow.giveUp(expr);
  yield dead;
};

/** A matcher that refuses every value, and a missing label too. */
function refusal({ matchers }: VectorSelector): Fault | undefined {
  const matcher = matchers.find(({ op, value }) => op === '!~' && /^\(?\.\*\)?$/.test(value));
  if (matcher === undefined) return undefined;
  const message = `this takes no series: \`.*\` matches every value of \`${matcher.name}\`, and a missing one too`;
  return fault('contradiction', matcher.span, message, {
    hint: `to take what has no \`${matcher.name}\`, write ${matcher.name}=""; otherwise leave the matcher out`,
  });
}

function contradiction({ matchers }: VectorSelector): Fault | undefined {
  for (const [index, matcher] of matchers.entries()) {
    const values = alternatives(matcher);
    const others = matchers.filter((other, at) => at !== index && other.name === matcher.name);
    if (values === undefined || others.length === 0) continue;
    if (values.some((value) => others.every((other) => takes(other, value)))) continue;
    const against = others.find((other) => !values.some((value) => takes(other, value))) ?? others[0] ?? matcher;
    const message = `no series has both ${inWords(matcher)} and ${inWords(against)}`;
    const because = [{ message: `${matcher.name} is matched here too`, span: matcher.span }];
    return fault('contradiction', against.span, message, {
      hint: 'drop one of the two, or write one matcher with =~ and alternatives',
      because,
    });
  }
  return undefined;
}

const inWords = ({ name, op, value }: Matcher): string => `${name}${op}${JSON.stringify(value)}`;

/** The values that a matcher takes, where they are a short list. */
function alternatives({ op, value }: Matcher): readonly string[] | undefined {
  if (op === '=') return [value];
  return op === '=~' && /^[\w \-:,;=@%~/|]*$/.test(value) ? value.split('|') : undefined;
}

function takes({ op, value }: Matcher, text: string): boolean {
  switch (op) {
    case '=':
      return text === value;
    case '!=':
      return text !== value;
    case '=~':
      return regexpMatches(value, text);
    case '!~':
      return !regexpMatches(value, text);
  }
}

function unknownLabel(selector: VectorSelector, series: ReturnType<LabelEnv>): Fault | undefined {
  if (series.kind === 'unknown' || series.possible === 'any') return undefined;
  const { always, possible } = series;
  const before = { always, possible, never: new Set<string>(), values: new Map<string, string>() };
  const matcher = selector.matchers.find((each) => needsValue(each) && presence(before, each.name) === 'never');
  if (matcher === undefined) return undefined;
  const metric = metricOf(selector) ?? 'the selected series';
  const message = `${metric} has no label \`${matcher.name}\`, so this takes no series`;
  const labels = [...possible].sort();
  const similar = nearest(matcher.name, labels);
  const all = labels.length === 0 ? 'it has no labels: drop the matcher' : `its labels are ${labels.join(', ')}`;
  const hint = similar === undefined ? all : `did you mean ${similar}? ${all}`;
  return fault('dead-selector', matcher.span, message, { hint });
}
