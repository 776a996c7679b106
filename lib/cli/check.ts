import { parseArgs } from 'node:util';
import { checks } from '../checks';
import { foreignModel } from '../foreign/model';
import type { Finding } from '../model/finding';
import { formats, type Format } from './formats';
import { ignored } from './ignores';
import { sourcesAt } from './input';
import { count, faultText, usageError, type Outcome } from './outcome';
import { toldOnce } from './repeats';

export const checkUsage = `usage: vigie check PATH... [--format ${Object.keys(formats).join('|')}] [--off CHECK]...\n`;

const options = { format: { type: 'string', default: 'text' }, off: { type: 'string', multiple: true, default: [] as string[] } } as const;

/** `vigie check`: everything that cannot work, or is unwise, in YAML from anywhere. */
export function check(args: readonly string[]): Outcome {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return usageError((error as Error).message, checkUsage);
  }
  const { positionals: paths, values: { format, off } } = parsed;
  if (paths.length === 0) return usageError('check needs a file, a folder or -', checkUsage);
  if (!Object.hasOwn(formats, format)) return usageError(`there is no format ${format}`, checkUsage);
  const unknown = off.find((name) => !checks.some((one) => one.name === name));
  if (unknown !== undefined) return usageError(`there is no check ${unknown}: they are ${checks.map(({ name }) => name).join(', ')}`, checkUsage);

  const { sources, faults: unreadable } = sourcesAt(paths);
  const { model, faults: unparsable, figures } = foreignModel(sources);
  const unusable = [...unreadable, ...unparsable];
  if (unusable.length > 0) return { status: 2, stdout: '', stderr: `${unusable.map(faultText).join('')}${count(unusable.length, 'fault')} in the input: nothing was checked\n` };

  const all = checks.filter(({ name }) => !off.includes(name)).flatMap((one) => [...one.judge(model)]);
  const findings = toldOnce(all.filter(ignored(sources)).sort(byPlace));
  const { objects, rules, dashboards, queries } = figures;
  const found = `${count(findings.length, 'finding')} in ${count(objects, 'object')}, ${count(rules, 'rule')}, ${count(dashboards, 'dashboard')} and ${queries} queries`;
  return {
    status: findings.some(({ severity }) => severity !== 'info') ? 1 : 0,
    stdout: formats[format as Format](findings),
    stderr: `${found}\n`,
  };
}

const byPlace = (a: Finding, b: Finding) => compare(a.file ?? '', b.file ?? '') || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || compare(a.check, b.check);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
