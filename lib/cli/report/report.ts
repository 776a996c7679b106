import { existsSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checks } from '../../checks';
import { beginsWith } from '../../input/files/beginning';
import { sourcesAt } from '../../input/files/sources';
import { inputFromManifests } from '../../input/model';
import { reportHeader, reportPage } from '../../report/page';
import { count } from '../../text/list';
import { printable } from '../../text/printable';
import { applyAccepted, readAcceptedFindings } from '../check/accepted-findings';
import { ignoresIn, notIgnored } from '../check/ignores';
import { writeProblem } from '../compile/output';
import { type Outcome, problemText, usageError } from '../shared/outcome';
import { withUnitTests } from '../shared/rehearsals-of-tests';

export const reportUsage = 'usage: vigie report PATH... [--out FILE] [--title TEXT]\n';

const options = { out: { type: 'string' }, title: { type: 'string' } } as const;

/** `vigie report`: what YAML from anywhere watches, and whom it tells, as one HTML page. */
export function planReport(args: readonly string[]): Outcome {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return usageError((error as Error).message, reportUsage);
  }
  const {
    positionals: paths,
    values: { out, title = paths.join(', ') },
  } = parsed;
  if (paths.length === 0) return usageError('report needs a file, a folder or -', reportUsage);
  if (out === '') return usageError('--out needs the name of a file', reportUsage);
  const accepted = readAcceptedFindings(undefined);
  if ('problems' in accepted) return nothing(accepted.problems.map(problemText).join(''));
  const { sources, problems: missing } = sourcesAt(paths, { withTemplates: true });
  if (sources.length === 0) return nothing(missing.map(problemText).join(''));
  const { model, problems, isUnsure } = inputFromManifests(sources);
  const found = checks
    .flatMap((check) => [...check.run(model)])
    .filter((finding) => !isUnsure(finding))
    .filter(notIgnored(sources, ignoresIn(sources)));
  const { kept: findings } = applyAccepted(
    found,
    accepted,
    sources.map(({ file }) => file),
  );
  const { input, notices } = withUnitTests(model, sources);
  const text = reportPage({ title, input, findings });
  const unread = [...missing, ...problems];
  const told = `${unread.map(problemText).join('')}${notices.join('')}`;
  const status = unread.length > 0 ? 2 : 0;
  if (out === undefined) return { status, stdout: text, stderr: told };
  const taken = foreignAt(out);
  if (taken !== undefined) return nothing(`${told}${printable(taken)}\n`);
  const write = (): Outcome => {
    try {
      writeFileSync(out, text);
    } catch (error) {
      return nothing(`${told}${printable(`${out} cannot be written: ${writeProblem(error)}`)}\n`);
    }
    const rules = input.rules.filter(({ kind }) => kind === 'alert').length;
    return { status, stdout: '', stderr: `${told}${printable(out)}: ${count(rules, 'alert')}, ${count(findings.length, 'finding')}\n` };
  };
  return { status, stdout: '', stderr: '', write };
}

const nothing = (why: string): Outcome => ({ status: 2, stdout: '', stderr: `${why}vigie: nothing was written\n` });

/** Why a file must not be replaced: it is none, or no report. */
function foreignAt(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const stat = statSync(file);
  if (!stat.isFile()) return stat.isDirectory() ? `${file} is a folder: name a file for the report` : undefined;
  if (stat.size === 0) return undefined;
  return beginsWith(file, reportHeader) ? undefined : `${file} is there, and no report: it would be lost, so name another file`;
}
