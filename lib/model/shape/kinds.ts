import { labelKey, labelValue, type NameRule } from '../../kubernetes/names';
import { nearest } from '../../text/nearest';
import { isMapping } from '../../yaml/value';
import { inside, isNo, type Kind, type OptionProblem, problem, shown } from './problem';

export const right: readonly OptionProblem[] = [];

/** What another part judges, or nothing can be said of. */
export const anything: Kind = () => right;

export const characters: Kind = (value, at) =>
  typeof value === 'string'
    ? right
    : isNo(at, value, 'text', typeof value === 'number' || typeof value === 'boolean' ? 'Put it in quotes.' : 'Write a text in quotes.');

/** A text that a rule accepts, such as the name of a Kubernetes object. */
export const named =
  (what: string, rule: NameRule): Kind =>
  (value, at) => {
    if (typeof value !== 'string') return isNo(at, value, what, 'Write a text in quotes.');
    const refusal = value === '' ? 'it is empty' : rule(value);
    return refusal === undefined ? right : isNo(at, value, what, `Write another one: ${refusal}.`);
  };

/** A text with a pattern. */
export const textLike =
  (what: string, pattern: RegExp, hint: string): Kind =>
  (value, at) =>
    typeof value === 'string' && pattern.test(value) ? right : isNo(at, value, what, hint);

export const choiceOf =
  (...choices: readonly string[]): Kind =>
  (value, at) => {
    if (typeof value === 'string' && choices.includes(value)) return right;
    const near = typeof value === 'string' ? nearest(value, choices) : undefined;
    const all = choices.length === 1 ? choices[0]! : `${choices.slice(0, -1).join(', ')} or ${choices[choices.length - 1]}`;
    return [problem(at, `${shown(value)} is not ${all}`, near === undefined ? `Write ${all}.` : `Did you mean ${near}?`)];
  };

/** `true`, or nothing: an option that adds what is not there by default. */
export const yes: Kind = (value, at) =>
  value === true ? right : [problem(at, `${shown(value)} is not true`, 'Write true, or leave it out.')];

export const wholeNumber =
  (least: number): Kind =>
  (value, at) =>
    Number.isInteger(value) && Number(value) >= least ? right : isNo(at, value, 'whole number', `Write a whole number, ${least} or more.`);

export const listOf =
  (of: Kind): Kind =>
  (value, at) =>
    Array.isArray(value)
      ? value.flatMap((element, index) => of(element, inside(at, index)))
      : isNo(at, value, 'list', value === undefined ? 'Write a list in square brackets.' : 'Write a list: put square brackets around it.');

export const mapOf =
  (of: Kind, key: Kind = anything): Kind =>
  (value, at) =>
    isMapping(value)
      ? Object.entries(value).flatMap(([name, inner]) => [...key(name, at), ...of(inner, inside(at, name))])
      : isNo(at, value, 'mapping', 'Write { name: value }.');

export const labels = mapOf(characters);

export const kubernetesLabels = mapOf(
  (value, at) => (value === '' ? right : named('value of a label of Kubernetes', labelValue)(value, at)),
  named('label of Kubernetes', labelKey),
);

export const filledListOf = (of: Kind): Kind =>
  satisfying<readonly unknown[]>(listOf(of), (list, at) =>
    list.length > 0 ? right : [problem(at, 'the list is empty', 'Fill it, or leave it out.')],
  );

/** A kind that is made of others and looked at when it is used: a route holds routes. */
export const lazily =
  (kind: () => Kind): Kind =>
  (value, at) =>
    kind()(value, at);

/** A kind, and what has to be true of a value of it besides. */
export const satisfying =
  <T>(kind: Kind, rule: (value: T, at: string) => readonly OptionProblem[]): Kind =>
  (value, at) => {
    const problems = kind(value, at);
    return problems.length > 0 ? problems : rule(value as T, at);
  };

/** Two of a list that have one name. */
export const twice = (names: readonly string[], at: string, what: string, hint: string): readonly OptionProblem[] =>
  [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) =>
    problem(at, `there are two ${what} ${name}`, hint),
  );
