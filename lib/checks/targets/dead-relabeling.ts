import { type Found, foundIn } from '../../analysis/found';
import { type RelabelingEntry, type RelabelingList, relabelingLists } from '../../analysis/relabeling-lists';
import { count } from '../../text/list';
import { check } from '../check';

export const deadRelabeling = check('dead-relabeling', {
  finds: 'a relabeling that reads a group which its expression does not have, or two that keep nothing together',
  severity: 'error',
  kinds: { group: 'warning' },
  *run(input) {
    for (const list of relabelingLists(input)) {
      yield* missingGroups(list);
      yield* exclusiveKeeps(list);
    }
  },
});

/** Actions whose replacement reads what the expression has matched. */
const replacing: ReadonlySet<string> = new Set(['replace', 'labelmap']);

function* missingGroups({ judged, at, entries }: RelabelingList): Iterable<Found<'group'>> {
  for (const { index, action, regex, replacement } of entries) {
    if (!replacing.has(action)) continue;
    const groups = groupsIn(regex);
    for (const { written, name } of referencesIn(replacement)) {
      // Other names may be filled in before the object is applied.
      if (!/^\d/.test(name) || Number(name) <= groups) continue;
      const [, number = '', rest = ''] = /^(\d+)(\D\w*)?$/.exec(name) ?? [];
      const isRunOn = rest !== '' && Number(number) <= groups;
      yield foundIn<'group'>(judged, {
        kind: 'group',
        message: isRunOn
          ? `\`${written}\` is always empty: Prometheus reads it as a group with the name ${name}`
          : `\`${written}\` is always empty: the expression ${JSON.stringify(regex)} has ${groups === 0 ? 'no group' : count(groups, 'group')}`,
        hint: isRunOn ? `write \${${number}}${rest}` : 'put what is to be read in parentheses, or name a group that is there',
        at: [...at, index, 'replacement'],
      });
    }
  }
}

/** `$1`, `${1}` and `$1_name`, which is one name; `$$` is a dollar (Go, regexp.Expand). */
function referencesIn(replacement: string): readonly { readonly written: string; readonly name: string }[] {
  return [...replacement.matchAll(/\$\$|\$\{(\w+)\}|\$(\w+)/g)].flatMap(([written, braced, plain]) =>
    (braced ?? plain) === undefined ? [] : [{ written, name: (braced ?? plain)! }],
  );
}

/** How many groups an expression has that are read by a number. */
function groupsIn(regex: string): number {
  let groups = 0;
  let isInClass = false;
  for (let at = 0; at < regex.length; at++) {
    const character = regex[at];
    if (character === '\\') at++;
    else if (isInClass) isInClass = character !== ']';
    else if (character === '[') {
      isInClass = true;
      // A bracket that comes first is one of the class.
      if (regex[at + 1] === '^') at++;
      if (regex[at + 1] === ']') at++;
    } else if (character === '(' && (regex[at + 1] !== '?' || /^\?P?<\w/.test(regex.slice(at + 1)))) groups++;
  }
  return groups;
}

/** What passes the first does not pass the second. Between the two nothing may change what they look at. */
function* exclusiveKeeps({ judged, at, entries }: RelabelingList): Iterable<Found<'group'>> {
  let open: RelabelingEntry[] = [];
  for (const entry of entries) {
    if (entry.action !== 'keep') {
      if (entry.action !== 'drop') open = [];
      continue;
    }
    const other = open.find((before) => before.sources.join() === entry.sources.join() && areDisjoint(before.regex, entry.regex));
    if (other !== undefined) {
      yield foundIn<'group'>(judged, {
        message: `nothing passes both: entry ${other.index + 1} keeps ${JSON.stringify(other.regex)}, and this one ${JSON.stringify(entry.regex)}`,
        hint: `keep both with one expression: ${other.regex}|${entry.regex}`,
        at: [...at, entry.index, 'regex'],
      });
      return;
    }
    open = [...open, entry];
  }
}

/** A text, or all that begin with it. */
interface Beginning {
  readonly text: string;
  readonly isOpen: boolean;
}

/** The alternatives of an expression, where each is a plain text with or without anything behind it. */
function beginningsOf(regex: string): readonly Beginning[] | undefined {
  const found = regex.split('|').map((alternative): Beginning | undefined => {
    const [, text, rest] = /^([\w:/ -]+)(\.[*+])?$/.exec(alternative) ?? [];
    return text === undefined ? undefined : { text, isOpen: rest !== undefined };
  });
  return found.includes(undefined) ? undefined : (found as readonly Beginning[]);
}

function areDisjoint(a: string, b: string): boolean {
  const [left, right] = [beginningsOf(a), beginningsOf(b)];
  if (left === undefined || right === undefined) return false;
  return !left.some((one) => right.some((other) => meet(one, other)));
}

const meet = (a: Beginning, b: Beginning): boolean =>
  a.text === b.text || (a.isOpen && b.text.startsWith(a.text)) || (b.isOpen && a.text.startsWith(b.text));
