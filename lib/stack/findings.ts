import type { Finding } from '../model/finding';

/** A synth that must not be written, with everything that is wrong. */
export class FindingsError extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super(`nothing was written:\n${findings.map(findingText).join('\n')}`);
    this.name = 'FindingsError';
  }
}

/** Where, what is, and what to do. */
export function findingText({ check, severity, message, hint, path, object, excerpt }: Finding): string {
  const where = [path, object].filter(Boolean).join(', ');
  return [
    `${severity} ${where && `${where}: `}${message} [${check}]`,
    ...(excerpt ? excerpt.split('\n').map((line) => `    ${line}`) : []),
    ...(hint ? [`  ${hint}`] : []),
  ].join('\n');
}

export const stops = ({ severity }: Finding): boolean => severity === 'error';
