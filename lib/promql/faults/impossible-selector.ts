import type { Matcher, VectorSelector } from '../ast';
import { regexpMatches } from '../regexp';
import { type Fault, type FaultCheck, fault } from './look';

/** A selector that matches no series, because its matchers exclude each other. */
export const findImpossibleSelector: FaultCheck = function* ({ expr, flow }) {
  if (expr.kind !== 'selector') return;
  const found = refusal(expr) ?? contradiction(expr);
  if (found === undefined) return;
  flow.giveUp(expr);
  yield found;
};

/** A matcher that refuses every value, and a missing label too. */
function refusal({ matchers }: VectorSelector): Fault | undefined {
  const matcher = matchers.find(({ op, value }) => op === '!~' && /^\(?\.\*\)?$/.test(value));
  if (matcher === undefined) return undefined;
  const message = `this takes no series: \`.*\` matches every value of \`${matcher.name}\`, and a missing one too`;
  return fault('impossible-selector', matcher.span, message, {
    hint: `to take what has no \`${matcher.name}\`, write ${matcher.name}=""; otherwise leave the matcher out`,
    returns: 'nothing',
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
    return fault('impossible-selector', against.span, message, {
      hint: 'drop one of the two, or write one matcher with =~ and alternatives',
      because,
      returns: 'nothing',
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
