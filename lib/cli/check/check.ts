import { parseArgs } from 'node:util';
import type { UnreadableInput } from '../../analysis/check-input';
import { checks } from '../../checks';
import { unreadableFile } from '../../checks/objects/unreadable-file';
import { sourcesAt } from '../../input/files/sources';
import { inputFromManifests } from '../../input/model';
import type { Finding } from '../../model/finding';
import { compareTexts } from '../../text/compare';
import { count } from '../../text/list';
import type { InputProblem } from '../../yaml/problem';
import { type Outcome, problemText, usageError } from '../shared/outcome';
import { applyAccepted, hintOnCheck, nothingAccepted, readAcceptedFindings } from './accepted-findings';
import { chartTemplates, chartTemplatesText } from './chart-templates';
import { deduplicate } from './deduplicate';
import { excludedIn, excluding } from './excluded-files';
import { type Format, formats } from './formats';
import { type Ignore, ignoresIn, notIgnored } from './ignores';
import { skippedFiles, skippedFilesText } from './skipped-files';

export const checkUsage = `usage: vigie check PATH... [--format ${Object.keys(formats).join('|')}] [--off CHECK]... [--exclude PATTERN]... [--config FILE] [--no-ignores]\n`;

const options = {
  format: { type: 'string', default: 'text' },
  off: { type: 'string', multiple: true, default: [] as string[] },
  exclude: { type: 'string', multiple: true, default: [] as string[] },
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
    values: { format, off, exclude, config, 'no-ignores': withoutIgnores },
  } = parsed;
  if (paths.length === 0) return usageError('check needs a file, a folder or -', checkUsage);
  if (!Object.hasOwn(formats, format)) return usageError(`there is no format ${format}`, checkUsage);
  const unknown = off.find((name) => !checks.some((one) => one.name === name));
  if (unknown !== undefined) return usageError(`there is no check ${unknown}. ${hintOnCheck(unknown)}`, checkUsage);
  // The judged files may come from somebody who wants to silence the checks; a file that is named is the caller's.
  const accepted = withoutIgnores && config === undefined ? nothingAccepted : readAcceptedFindings(config);
  if ('problems' in accepted) return unusable(accepted.problems, 'configuration');

  const excluded = excluding([...exclude.map((pattern) => ({ pattern, folder: '.' })), ...excludedIn(accepted)]);
  const { sources: read, problems: missing } = sourcesAt(paths, { withTemplates: true });
  const named = read.filter(({ file }) => !excluded.has(file));
  const unnamed = missing.filter(({ file }) => !excluded.has(file));
  if (named.length === 0) return nothingLeft(unnamed, read.length);
  const ofCharts = chartTemplates(named, paths);
  const all = named.filter(({ file }) => !ofCharts.includes(file));
  const first = inputFromManifests(all);
  const skipped = skippedFiles(first.problems, all, paths);
  const sources = skipped.length === 0 ? all : all.filter(({ file }) => !skipped.includes(file));
  const { model: readable, figures, isUnsure } = skipped.length === 0 ? first : inputFromManifests(sources);
  const problems = [...unnamed, ...first.problems.filter(({ file }) => !skipped.includes(file))];
  const model = { ...readable, unreadable: problems.map(asUnreadable) };

  const ignores = withoutIgnores ? [] : ignoresIn(sources);
  const found = checks
    .filter(({ name }) => !off.includes(name))
    .flatMap((one) => [...one.run(model)])
    .filter((finding) => !isUnsure(finding))
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
  const isUnread = findings.some(({ check: name }) => name === unreadableFile.name);
  return {
    status: isUnread ? 2 : findings.some(({ severity }) => severity !== 'info') ? 1 : 0,
    stdout: formats[format as Format](findings),
    stderr: `${skippedFilesText(skipped)}${chartTemplatesText(ofCharts)}${excluded.unusedText()}${summary}\n`,
  };
}

const nothingLeft = (problems: readonly InputProblem[], found: number): Outcome =>
  problems.length > 0 || found === 0
    ? unusable(problems, 'input')
    : { status: 2, stdout: '', stderr: `${count(found, 'file')} found, and all of them excluded: nothing was checked\n` };

const asUnreadable = ({ file, line, column, object, path, message, hint }: InputProblem): UnreadableInput => ({
  message: [path, message].filter(Boolean).join(': '),
  hint: hint ?? '',
  place: { file, ...(object && { object }), locate: () => ({ file, line, column }) },
});

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
  compareTexts(a.file ?? '', b.file ?? '') ||
  (a.line ?? 0) - (b.line ?? 0) ||
  (a.column ?? 0) - (b.column ?? 0) ||
  compareTexts(a.check, b.check);
