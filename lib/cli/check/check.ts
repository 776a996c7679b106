import { parseArgs } from 'node:util';
import { checks } from '../../checks';
import { sourcesAt } from '../../input/files/sources';
import { inputFromManifests } from '../../input/model';
import type { Finding } from '../../model/finding';
import { count } from '../../text/list';
import type { InputProblem } from '../../yaml/problem';
import { type Outcome, problemText, usageError } from '../shared/outcome';
import { applyAccepted, hintOnCheck, nothingAccepted, readAcceptedFindings } from './accepted-findings';
import { deduplicate } from './deduplicate';
import { type Format, formats } from './formats';
import { type Ignore, ignoresIn, notIgnored } from './ignores';
import { skippedFiles, skippedFilesText } from './skipped-files';

export const checkUsage = `usage: vigie check PATH... [--format ${Object.keys(formats).join('|')}] [--off CHECK]... [--config FILE] [--no-ignores]\n`;

const options = {
  format: { type: 'string', default: 'text' },
  off: { type: 'string', multiple: true, default: [] as string[] },
  config: { type: 'string' },
  'no-ignores': { type: 'boolean', default: false },
} as const;

/** `vigie check`: everything that cannot work, or is unwise, in YAML from anywhere. */
export function runCheck(args: readonly string[]): Outcome {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return usageError((error as Error).message, checkUsage);
  }
  const {
    positionals: paths,
    values: { format, off, config, 'no-ignores': withoutIgnores },
  } = parsed;
  if (paths.length === 0) return usageError('check needs a file, a folder or -', checkUsage);
  if (!Object.hasOwn(formats, format)) return usageError(`there is no format ${format}`, checkUsage);
  const unknown = off.find((name) => !checks.some((one) => one.name === name));
  if (unknown !== undefined) return usageError(`there is no check ${unknown}. ${hintOnCheck(unknown)}`, checkUsage);
  // The judged files may come from somebody who wants to silence the checks; a file that is named is the caller's.
  const accepted = withoutIgnores && config === undefined ? nothingAccepted : readAcceptedFindings(config);
  if ('problems' in accepted) return unusable(accepted.problems, 'configuration');

  const { sources: all, problems: unreadable } = sourcesAt(paths, { withTemplates: true });
  if (unreadable.length > 0) return unusable(unreadable, 'input');
  const first = inputFromManifests(all);
  const skipped = skippedFiles(first.problems, all, paths);
  const unread = first.problems.filter(({ file }) => !skipped.includes(file));
  if (unread.length > 0) return unusable(unread, 'input');
  const sources = skipped.length === 0 ? all : all.filter(({ file }) => !skipped.includes(file));
  const { model, figures } = skipped.length === 0 ? first : inputFromManifests(sources);

  const ignores = withoutIgnores ? [] : ignoresIn(sources);
  const found = checks
    .filter(({ name }) => !off.includes(name))
    .flatMap((one) => [...one.run(model)])
    .filter(notIgnored(sources, ignores));
  const { kept, unused } = applyAccepted(
    found,
    accepted,
    sources.map(({ file }) => file),
  );
  const findings = deduplicate([...kept, ...unused.filter(() => off.length === 0), ...misnamed(ignores)].sort(byPlace));
  const { objects, rules, dashboards, queries } = figures;
  const summary =
    `${count(findings.length, 'finding')} in ${count(objects, 'object')}, ${count(rules, 'rule')}, ` +
    `${count(dashboards, 'dashboard')} and ${queries} queries`;
  return {
    status: findings.some(({ severity }) => severity !== 'info') ? 1 : 0,
    stdout: formats[format as Format](findings),
    stderr: `${skippedFilesText(skipped)}${summary}\n`,
  };
}

const unusable = (problems: readonly InputProblem[], what: string): Outcome => ({
  status: 2,
  stdout: '',
  stderr: `${problems.map(problemText).join('')}${count(problems.length, 'problem')} in the ${what}: nothing was checked\n`,
});

/** Comments that name no check, and so ignore nothing. */
const misnamed = (ignores: readonly Ignore[]): readonly Finding[] =>
  ignores
    .filter(({ check: name }) => !checks.some((one) => one.name === name))
    .map(
      ({ file, line, column, check: name }): Finding => ({
        check: 'unused-acceptance',
        severity: 'info',
        file,
        line,
        column,
        message: `this comment ignores nothing: there is no check ${name}`,
        hint: hintOnCheck(name),
      }),
    );

const byPlace = (a: Finding, b: Finding) =>
  compare(a.file ?? '', b.file ?? '') || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || compare(a.check, b.check);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
