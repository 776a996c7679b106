import { regexpMatches, regexpReplaced } from '../promql/regexp';
import type { LabelKnowledge, RelabelConfig } from './target-labels';

/** A label's value: a text, empty where the label is surely absent; undefined where it is not known. */
export type Value = string | undefined;

/** What is known of the labels of a target or of a sample. */
export type LabelLookup = (label: string) => Value;

/** Follows labels through relabel_configs: what is known of them afterwards, or the index of the entry that surely drops their owner. */
export function relabeledValues(labels: LabelLookup, configs: readonly RelabelConfig[]): LabelLookup | { readonly droppedBy: number } {
  let look = labels;
  for (const [index, config] of configs.entries()) {
    const after = step(config, look);
    if (after === 'dropped') return { droppedBy: index };
    look = after;
  }
  return look;
}

/**
 * What metric_relabel_configs make of a sample's name: it keeps one that is known, it never gets into the database, or its name depends on
 * labels of which nobody knows. `by` is the index of the entry that took its name or dropped it.
 */
export type Fate =
  | { readonly kind: 'stored'; readonly name: string; readonly by?: number }
  | { readonly kind: 'dropped'; readonly by: number }
  | { readonly kind: 'unsure' };

/** Follows a sample through the entries. An entry that only some of its series are dropped by does not drop it. */
export function relabelOutcome(name: string, { possible }: Pick<LabelKnowledge, 'possible'>, configs: readonly RelabelConfig[]): Fate {
  // Labels that begin with `__` are taken away before samples are relabeled.
  let look: LabelLookup = (label) =>
    label === '__name__' ? name : label.startsWith('__') || (possible !== 'any' && !possible.has(label)) ? '' : undefined;
  let named: Value = name;
  let by: number | undefined;
  for (const [index, config] of configs.entries()) {
    const after = step(config, look);
    if (after === 'dropped') return { kind: 'dropped', by: index };
    look = after;
    const now = look('__name__');
    if (now !== named) [named, by] = [now, index];
  }
  if (named === undefined) return { kind: 'unsure' };
  // Prometheus refuses the whole scrape over a sample without a name.
  return named === '' ? { kind: 'dropped', by: by! } : { kind: 'stored', name: named, ...(by !== undefined && { by }) };
}

/** Whether some sample may get this name from another one. */
export const canProduceName = (name: string, configs: readonly RelabelConfig[]): boolean =>
  configs.some(({ action = 'replace', target_label: target = '', replacement = '$1' }) => {
    if (!['replace', 'lowercase', 'uppercase'].includes(action.toLowerCase())) return false;
    if (target !== '__name__' && !target.includes('$')) return false;
    return action.toLowerCase() !== 'replace' || replacement.includes('$') || replacement === name;
  });

/** Whether some sample may get a value of this label from the entries. */
export const canSetLabel = (label: string, configs: readonly RelabelConfig[]): boolean =>
  configs.some(({ action = 'replace', target_label: target = '', replacement = '$1' }) => {
    switch (action.toLowerCase()) {
      case 'keep':
      case 'drop':
      case 'keepequal':
      case 'dropequal':
      case 'labeldrop':
      case 'labelkeep':
        return false;
      case 'labelmap':
        return replacement.includes('$') || replacement === label;
      default:
        return target === label || target.includes('$');
    }
  });

/** Whether the entries leave a label as it is. */
export const leavesLabel = (label: string, configs: readonly RelabelConfig[]): boolean =>
  !canSetLabel(label, configs) &&
  configs.every(({ action = 'replace', regex = '(.*)' }) => {
    switch (action.toLowerCase()) {
      case 'labeldrop':
        return !regexpMatches(String(regex), label);
      case 'labelkeep':
        return regexpMatches(String(regex), label);
      default:
        return true;
    }
  });

function step(config: RelabelConfig, look: LabelLookup): LabelLookup | 'dropped' {
  const { source_labels: sources = [], separator = ';', regex: given = '(.*)', target_label: target = '', replacement = '$1' } = config;
  const regex = String(given);
  const values = sources.map(look);
  const value = values.includes(undefined) ? undefined : values.join(separator);
  const matches = value !== undefined ? regexpMatches(regex, value) : matchesFrom(regex, knownStart(values, separator));
  switch ((config.action ?? 'replace').toLowerCase()) {
    case 'drop':
      return matches === true ? 'dropped' : look;
    case 'keep':
      return matches === false ? 'dropped' : look;
    case 'dropequal':
      return value !== undefined && look(target) === value ? 'dropped' : look;
    case 'keepequal':
      return value !== undefined && look(target) !== undefined && look(target) !== value ? 'dropped' : look;
    case 'replace':
      if (matches === false) return look;
      if (target.includes('$')) return nothingSure(look);
      if (value !== undefined) return withLabel(look, target, regexpReplaced(regex, value, replacement));
      return withLabel(look, target, matches === true && !replacement.includes('$') ? replacement : undefined);
    case 'lowercase':
      return withLabel(look, target, value?.toLowerCase());
    case 'uppercase':
      return withLabel(look, target, value?.toUpperCase());
    case 'hashmod':
      return withLabel(look, target, undefined);
    case 'labelmap':
      return nothingSure(look);
    case 'labeldrop':
      return (label) => (regexpMatches(regex, label) ? '' : look(label));
    case 'labelkeep':
      return (label) => (regexpMatches(regex, label) ? look(label) : '');
    default:
      return nothingSure(look);
  }
}

const withLabel =
  (look: LabelLookup, target: string, value: Value): LabelLookup =>
  (label) =>
    label === target ? value : look(label);

/** Any label may have got a value; the name, which is looked at after each step, has kept its own. */
const nothingSure =
  (look: LabelLookup): LabelLookup =>
  (label) =>
    label === '__name__' ? look(label) : undefined;

/** What a joined value surely begins with. */
function knownStart(values: readonly Value[], separator: string): string {
  const known = values.slice(0, values.indexOf(undefined)) as readonly string[];
  return known.map((value) => `${value}${separator}`).join('');
}

/** Whether all values with this beginning match, or none; undefined where it depends on the rest. */
function matchesFrom(regex: string, start: string): boolean | undefined {
  const alternatives = hasAlternatives(regex);
  const whole = /^([\s\S]*)(?:\.\*|\(\.\*\))$/.exec(regex)?.[1];
  if (whole !== undefined && !alternatives && !whole.endsWith('\\') && regexpMatches(whole, start)) return true;
  // The plain text that the pattern begins with; a last letter before a quantifier may be there or not.
  const literal = alternatives ? '' : /^[\w:;,/ -]*/.exec(regex)![0];
  const sure = /[*?{+]/.test(regex.charAt(literal.length)) ? literal.slice(0, -1) : literal;
  const length = Math.min(sure.length, start.length);
  return sure.slice(0, length) === start.slice(0, length) ? undefined : false;
}

/** True for `a|b` outside of parentheses, and for what is not read here. */
export function hasAlternatives(regex: string): boolean {
  let depth = 0;
  for (const letter of regex.replace(/\\./gs, '').replace(/\[[^\]]*\]/g, '')) {
    if (letter === '(') depth++;
    else if (letter === ')') depth--;
    else if (letter === '|' && depth === 0) return true;
  }
  return false;
}
