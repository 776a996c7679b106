import { inWords } from '../../../text/list';
import { isMapping } from '../../../yaml/value';
import { fields, required } from '../fields';
import { characters, choiceOf, filledListOf, listOf, mapOf, right, satisfying, textLike, yes } from '../kinds';
import { isNo, type Kind, problem } from '../problem';
import { promqlText } from '../query';
import { positiveDuration } from '../units';
import { raw } from './panel';

/** All ways to say what the choices are; a variable says one of them. */
interface AnyVariable {
  readonly name: string;
  readonly label?: string;
  readonly hide?: string;
  readonly from?: unknown;
  readonly of?: string;
  readonly multi?: true;
  readonly all?: string;
  readonly regex?: string;
  readonly values?: unknown;
  readonly intervals?: unknown;
  readonly datasource?: string;
  readonly text?: string;
  readonly constant?: string;
  readonly filters?: unknown;
  readonly raw?: unknown;
}

const texts = filledListOf(characters);
const ways = ['from', 'values', 'intervals', 'datasource', 'text', 'constant', 'filters', 'raw'] as const;
const more: Readonly<Record<'of' | 'multi' | 'all' | 'regex', readonly string[]>> = {
  of: ['from'],
  multi: ['from', 'values'],
  all: ['from'],
  regex: ['from', 'datasource'],
};

export const variable: Kind = satisfying<AnyVariable>(
  fields<AnyVariable>('a variable', {
    name: required(textLike('name of a variable', /^\w+$/, 'Write letters, digits and underscores: queries read it as $name.')),
    label: characters,
    hide: choiceOf('label', 'all'),
    from: promqlText,
    of: characters,
    multi: yes,
    all: choiceOf('off'),
    regex: characters,
    values: (value, at) => (isMapping(value) ? mapOf(characters)(value, at) : texts(value, at)),
    intervals: filledListOf(positiveDuration),
    datasource: characters,
    text: characters,
    constant: characters,
    filters: listOf(characters),
    raw,
  }),
  (value, at) => {
    const said = ways.filter((way) => value[way] !== undefined);
    const [way] = said;
    if (way === undefined || said.length > 1) {
      const what = way === undefined ? 'does not say what its choices are' : `says its choices ${said.length} times: ${inWords(said)}`;
      return [problem(at, `the variable ${value.name} ${what}`, `Write one of ${inWords(ways, ways.length)}.`)];
    }
    if (way === 'from' && value.of === undefined)
      return isNo(`${at}.of`, undefined, 'label', 'Write the label whose values are the choices.');
    const unfit = Object.entries(more).filter(([option, fits]) => value[option as keyof typeof more] !== undefined && !fits.includes(way));
    if (unfit.length > 0)
      return unfit.map(([option, fits]) => problem(`${at}.${option}`, `it has no effect beside ${way}`, `It goes with ${inWords(fits)}.`));
    return hasTwoPatterns(value)
      ? [problem(`${at}.regex`, 'it has no effect on the values of an expression', 'Filter them in the query.')]
      : right;
  },
);

/** Grafana reads the values of an expression by a pattern, so that there is no room for another one. */
function hasTwoPatterns({ from, regex }: AnyVariable): boolean {
  const expr = isMapping(from) && isMapping(from.expr) ? from.expr : undefined;
  return regex !== undefined && expr !== undefined && expr.kind !== 'selector';
}
