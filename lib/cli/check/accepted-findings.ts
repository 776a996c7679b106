import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { checks } from '../../checks';
import { contentOf } from '../../input/files/content';
import { type LocatedDocument, readDocuments } from '../../kubernetes/read';
import type { Finding } from '../../model/finding';
import { nearest } from '../../text/nearest';
import type { Problem } from '../../text/problem';
import { positionIn } from '../../yaml/position';
import type { InputProblem } from '../../yaml/problem';
import { isMapping, type Path } from '../../yaml/value';
import { foreignWildcard, matchesName, matchesPath } from './pattern';

/** An entry of the configuration: findings of a check that are accepted. */
export interface AcceptedFinding {
  readonly check: string;
  /** The files, as `matchesPath` reads it. @default - all */
  readonly path?: string;
  /** The alerts, recorded series, dashboards or objects, as `matchesName` reads it. @default - all */
  readonly name?: string;
  readonly place: Required<Pick<Finding, 'file' | 'line' | 'column'>>;
}

export interface AcceptedFindings {
  /** The folder of the configuration, from which its paths count. */
  readonly folder: string;
  readonly entries: readonly AcceptedFinding[];
  /** Patterns of files that are not read, as `matchesPath` reads them. */
  readonly exclude: readonly string[];
}

export const nothingAccepted: AcceptedFindings = { folder: '.', entries: [], exclude: [] };

/** The usual names of the configuration, in the folder in which the command runs. */
const usual = ['vigie.yaml', '.vigie.yaml'];

/** The configuration, or what is wrong with it. Without a file nothing is accepted. */
export function readAcceptedFindings(named: string | undefined): AcceptedFindings | { readonly problems: readonly InputProblem[] } {
  const file = named ?? usual.find((name) => existsSync(name));
  if (file === undefined) return nothingAccepted;
  const text = contentOf(file);
  if (!(text instanceof Uint8Array)) return { problems: [text] };
  const { documents, problems } = readDocuments([{ file, text }]);
  if (problems.length > 0) return { problems };
  const found: InputProblem[] = [];
  const entries = documents.flatMap((document) => entriesOf(document, file, found));
  const exclude = documents.flatMap((document) => excludeOf(document, file, found));
  return found.length > 0 ? { problems: found } : { folder: dirname(file), entries, exclude };
}

const shapeHint = 'Write a list of entries with check, path, name and reason.';

function entriesOf({ value, source }: LocatedDocument, file: string, problems: InputProblem[]): readonly AcceptedFinding[] {
  const report: Report = (code, path, message, hint) => void problems.push({ code, file, ...positionIn(source, path), message, hint });
  if (!isMapping(value)) {
    report('wrong-type', [], 'is not a mapping', 'Write `accept:` and a list of entries with check, path, name and reason.');
    return [];
  }
  checkFields(value, ['accept', 'exclude'], [], report);
  const listed = value.accept ?? [];
  if (!Array.isArray(listed)) {
    report('wrong-type', ['accept'], 'accept is not a list', shapeHint);
    return [];
  }
  return listed.flatMap((entry: unknown, index) => {
    const at: Path = ['accept', index];
    const read = entryOf(entry, at, report);
    return read === undefined ? [] : [{ ...read, place: { file, ...positionIn(source, at) } }];
  });
}

function excludeOf({ value, source }: LocatedDocument, file: string, problems: InputProblem[]): readonly string[] {
  const patterns = isMapping(value) ? (value.exclude ?? []) : [];
  const report: Report = (code, path, message, hint) => void problems.push({ code, file, ...positionIn(source, path), message, hint });
  if (!Array.isArray(patterns)) {
    report('wrong-type', ['exclude'], 'exclude is not a list', 'Write a list of patterns of files, such as `examples/**`.');
    return [];
  }
  return patterns.flatMap((pattern: unknown, index) => patternIn({ exclude: pattern }, 'exclude', ['exclude', index], report) ?? []);
}

type Report = (code: Problem['code'], path: Path, message: string, hint: string) => void;

function checkFields(mapping: Readonly<Record<string, unknown>>, fields: readonly string[], path: Path, report: Report): void {
  for (const field of Object.keys(mapping)) {
    if (fields.includes(field)) continue;
    const similar = nearest(field, fields);
    const hint = similar ? `Did you mean ${similar}?` : `The fields here are ${fields.join(', ')}.`;
    report('unknown-field', [...path, field], `there is no field ${field}`, hint);
  }
}

function entryOf(entry: unknown, at: Path, report: Report): Omit<AcceptedFinding, 'place'> | undefined {
  if (!isMapping(entry)) {
    report('wrong-type', at, 'an entry is not a mapping', 'Write check, reason, and where it holds: path and name.');
    return undefined;
  }
  checkFields(entry, ['check', 'path', 'name', 'reason'], at, report);
  const { check, reason } = entry;
  const path = patternOf(entry, 'path', at, report);
  const name = patternOf(entry, 'name', at, report);
  if (typeof reason !== 'string' || reason.trim() === '') {
    const hint = 'Say why the findings are accepted, for the people who read this later.';
    report('missing-field', reason === undefined ? at : [...at, 'reason'], 'an entry has no reason', hint);
  }
  if (typeof check !== 'string') {
    report(
      'missing-field',
      check === undefined ? at : [...at, 'check'],
      'an entry has no check',
      'Write `check:` and the name of one check.',
    );
    return undefined;
  }
  if (!checks.some((one) => one.name === check)) {
    report('unknown-name', [...at, 'check'], `there is no check ${check}`, hintOnCheck(check));
  }
  return { check, ...(path !== undefined && { path }), ...(name !== undefined && { name }) };
}

const patternOf = (entry: Readonly<Record<string, unknown>>, field: 'path' | 'name', at: Path, report: Report): string | undefined =>
  patternIn(entry, field, [...at, field], report);

function patternIn(
  entry: Readonly<Record<string, unknown>>,
  field: 'path' | 'name' | 'exclude',
  where: Path,
  report: Report,
): string | undefined {
  const pattern = entry[field];
  if (pattern === undefined) return undefined;
  if (typeof pattern !== 'string' || pattern === '') {
    report('wrong-type', where, `${field} is not a text`, 'Write a pattern in quotes, or leave it out.');
    return undefined;
  }
  const [wildcard] = foreignWildcard.exec(pattern) ?? [];
  if (wildcard !== undefined) {
    const known =
      field !== 'name' ? 'The wildcards are * for a part of a name and ** for any folders' : 'The wildcard is * for any characters';
    report(
      'wrong-value',
      where,
      `${field} has the wildcard ${wildcard}, which is not known`,
      `${known}: write * in its place, or several entries.`,
    );
  }
  return pattern;
}

export function hintOnCheck(name: string): string {
  const names = checks.map((one) => one.name);
  const similar = nearest(name, names);
  return similar ? `Did you mean ${similar}?` : `The checks are ${names.join(', ')}.`;
}

/** The findings that stay, and the entries that accept none although there was something to accept. */
export function applyAccepted(
  findings: readonly Finding[],
  { folder, entries }: AcceptedFindings,
  files: readonly string[],
): { readonly kept: readonly Finding[]; readonly unused: readonly Finding[] } {
  const fromFolder = (file: string): string => (file === '-' ? file : relative(resolve(folder), resolve(file)).replaceAll('\\', '/'));
  const used = new Set<AcceptedFinding>();
  const kept = findings.filter((finding) => {
    const matching = entries.filter((entry) => accepts(entry, finding, fromFolder));
    for (const entry of matching) used.add(entry);
    return matching.length === 0;
  });
  const paths = files.map(fromFolder);
  const unused = entries
    .filter(({ path }) => path === undefined || paths.some((file) => matchesPath(path, file)))
    .filter((entry) => !used.has(entry))
    .map(
      ({ check, place }): Finding => ({
        check: 'unused-acceptance',
        severity: 'info',
        ...place,
        message: `this entry accepts nothing: ${check} finds nothing there`,
        hint: 'Remove it.',
      }),
    );
  return { kept, unused };
}

function accepts({ check, path, name }: AcceptedFinding, finding: Finding, fromFolder: (file: string) => string): boolean {
  if (check !== finding.check) return false;
  if (path !== undefined && (finding.file === undefined || !matchesPath(path, fromFolder(finding.file)))) return false;
  if (name === undefined) return true;
  const { name: own, object = '' } = finding;
  return [own, object, object.replace(/^\S+ /, ''), object.replace(/^.*[ /]/, '')].some(
    (each) => each !== undefined && each !== '' && matchesName(name, each),
  );
}
