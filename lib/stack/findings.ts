import type { Finding } from '../model/finding';
import { count } from '../text/list';
import { printable, printableLines } from '../text/printable';

/** A synth that must not be written, with everything that is wrong. */
export class FindingsError extends Error {
  declare readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(`nothing was written:\n${findings.map(findingText).join('\n')}`);
    this.name = 'FindingsError';
    // Node prints the properties of an error below its message, which says all of it already.
    Object.defineProperty(this, 'findings', { value: findings });
  }
}

/** Where, what is, and what to do. */
export function findingText({ check, severity, message, hint, path, object, file, line, excerpt }: Finding): string {
  const where = [path, object, file && [file, line].filter(Boolean).join(':')].filter(Boolean).join(', ');
  return [
    `${printable(`${severity} ${where && `${where}: `}${message}`)} [${check}]`,
    ...(excerpt ? printableLines(excerpt).map((line) => `    ${line}`) : []),
    ...(hint ? [`  ${printable(hint)}`] : []),
  ].join('\n');
}

export const stops = ({ severity }: Finding): boolean => severity === 'error';

const severities = ['error', 'warning', 'info'] as const;

/** `1 error, 2 warnings`; of none, that there are none. */
export function findingCounts(findings: readonly Finding[]): string {
  const counts = severities.map((severity) => [findings.filter((finding) => finding.severity === severity).length, severity] as const);
  const some = counts.filter(([number]) => number > 0).map(([number, severity]) => count(number, severity));
  return some.length === 0 ? 'no findings' : some.join(', ');
}
