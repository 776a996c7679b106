import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { checks } from '../../checks';
import { type LocatedDocument, readDocuments } from '../../kubernetes/read';
import type { Finding } from '../../model/finding';
import { nearest } from '../../text/nearest';
import type { InputFault } from '../../yaml/fault';
import { positionIn } from '../../yaml/position';
import { isMapping, type Path } from '../../yaml/value';

/** An entry of the configuration: findings of a check that somebody accepts, and why. */
export interface Exception {
  readonly check: string;
  /** The files, by a pattern: `*` stands for a part of a name, `**` for any folders. @default - all */
  readonly path?: RegExp;
  /** The alerts, recorded series, dashboards or objects, by a pattern. @default - all */
  readonly name?: RegExp;
  readonly place: Required<Pick<Finding, 'file' | 'line' | 'column'>>;
}

export interface Exceptions {
  /** The folder of the configuration, from which its paths count. */
  readonly folder: string;
  readonly entries: readonly Exception[];
}

/** The names of the configuration where none is given, in the folder in which the command runs. */
const usual = ['vigie.yaml', '.vigie.yaml'];

/** The configuration, or what is wrong with it. Without a file there are no exceptions. */
export function exceptionsFrom(given: string | undefined): Exceptions | { readonly faults: readonly InputFault[] } {
  const file = given ?? usual.find((name) => existsSync(name));
  if (file === undefined) return { folder: '.', entries: [] };
  let text: Buffer;
  try {
    text = readFileSync(file);
  } catch (error) {
    return { faults: [{ file, message: `cannot be read: ${(error as Error).message}`, hint: 'Name a file that is there with --config.' }] };
  }
  const { documents, faults } = readDocuments([{ file, text }]);
  if (faults.length > 0) return { faults };
  const read = documents.map((document) => entriesOf(document, file));
  const wrong = read.flatMap((each) => each.faults);
  return wrong.length > 0 ? { faults: wrong } : { folder: dirname(file), entries: read.flatMap(({ entries }) => entries) };
}

function entriesOf(
  { value, source }: LocatedDocument,
  file: string,
): { readonly entries: readonly Exception[]; readonly faults: readonly InputFault[] } {
  const faults: InputFault[] = [];
  const fault = (path: Path, message: string, hint: string): void => void faults.push({ file, ...positionIn(source, path), message, hint });
  const known = (mapping: Readonly<Record<string, unknown>>, fields: readonly string[], path: Path): void => {
    for (const field of Object.keys(mapping)) {
      if (fields.includes(field)) continue;
      const similar = nearest(field, fields);
      fault([...path, field], `there is no field ${field}`, similar ? `Did you mean ${similar}?` : `There are ${fields.join(', ')}.`);
    }
  };
  if (!isMapping(value)) {
    fault([], 'is no mapping', 'Write `accept:` and a list of entries with check, path, name and reason.');
    return { entries: [], faults };
  }
  known(value, ['accept'], []);
  const listed = value.accept ?? [];
  if (!Array.isArray(listed)) fault(['accept'], 'accept is no list', 'Write a list of entries with check, path, name and reason.');
  const entries = (Array.isArray(listed) ? listed : []).flatMap((entry: unknown, index): Exception[] => {
    const at: Path = ['accept', index];
    if (!isMapping(entry)) {
      fault(at, 'an entry is no mapping', 'Write check, reason, and where it holds: path and name.');
      return [];
    }
    known(entry, ['check', 'path', 'name', 'reason'], at);
    const { check, path, name, reason } = entry;
    for (const [field, text] of Object.entries({ path, name })) {
      if (text !== undefined && (typeof text !== 'string' || text === '')) {
        fault([...at, field], `${field} is no text`, 'Write a pattern in quotes, or leave it out.');
      }
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      fault(
        reason === undefined ? at : [...at, 'reason'],
        'an entry has no reason',
        'Say why the findings are accepted, for who reads this later.',
      );
    }
    if (typeof check !== 'string') {
      fault(check === undefined ? at : [...at, 'check'], 'an entry names no check', 'Write `check:` and one name.');
    } else if (!checks.some((one) => one.name === check)) {
      fault([...at, 'check'], `there is no check ${check}`, hintOnCheck(check));
    }
    if (typeof check !== 'string') return [];
    return [
      {
        check,
        ...(typeof path === 'string' && { path: pathPattern(path) }),
        ...(typeof name === 'string' && { name: namePattern(name) }),
        place: { file, ...positionIn(source, at) },
      },
    ];
  });
  return { entries, faults };
}

export function hintOnCheck(name: string): string {
  const similar = nearest(
    name,
    checks.map((one) => one.name),
  );
  return similar ? `Did you mean ${similar}?` : `They are ${checks.map((one) => one.name).join(', ')}.`;
}

const literally = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

/** A pattern of files; one without a slash is for a name in any folder, and one of a folder is for all below it. */
function pathPattern(glob: string): RegExp {
  const anywhere = glob.includes('/') ? '' : '(?:.*/)?';
  const inside = glob
    .split(/(\*\*\/|\*\*|\*)/)
    .map((part) => (part === '**/' ? '(?:.*/)?' : part === '**' ? '.*' : part === '*' ? '[^/]*' : literally(part)))
    .join('');
  return new RegExp(`^${anywhere}${inside.replace(/^(?:\\\.\/)/, '').replace(/\/$/, '')}(?:/.*)?$`);
}

const namePattern = (glob: string): RegExp => new RegExp(`^${glob.split('*').map(literally).join('.*')}$`, 's');

/** The findings that stay, and the entries that take none away although there was something to take it from. */
export function withoutExceptions(
  findings: readonly Finding[],
  { folder, entries }: Exceptions,
  files: readonly string[],
): { readonly kept: readonly Finding[]; readonly dead: readonly Finding[] } {
  const fromFolder = (file: string): string => (file === '-' ? file : relative(resolve(folder), resolve(file)).replaceAll('\\', '/'));
  const used = new Set<Exception>();
  const kept = findings.filter((finding) => {
    const matching = entries.filter((entry) => accepts(entry, finding, fromFolder));
    for (const entry of matching) used.add(entry);
    return matching.length === 0;
  });
  const paths = files.map(fromFolder);
  const dead = entries
    .filter((entry) => !used.has(entry) && (entry.path === undefined || paths.some((path) => entry.path!.test(path))))
    .map(
      ({ check, place }): Finding => ({
        check: 'unused-acceptance',
        severity: 'info',
        ...place,
        message: `this entry switches nothing off: ${check} finds nothing there`,
        hint: 'drop it',
      }),
    );
  return { kept, dead };
}

function accepts({ check, path, name }: Exception, finding: Finding, fromFolder: (file: string) => string): boolean {
  if (check !== finding.check) return false;
  if (path !== undefined && (finding.file === undefined || !path.test(fromFolder(finding.file)))) return false;
  if (name === undefined) return true;
  const { name: own, object = '' } = finding;
  return [own, object, object.replace(/^\S+ /, ''), object.replace(/^.*[ /]/, '')].some(
    (each) => each !== undefined && each !== '' && name.test(each),
  );
}
