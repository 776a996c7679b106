import { printable } from '../../text/printable';
import type { InputProblem } from '../../yaml/problem';

/** What a command ends with. */
export interface Outcome {
  readonly status: 0 | 1 | 2;
  readonly stdout: string;
  readonly stderr: string;
  /** Writes what the command is for, and gives its end: nothing may stop it half way. @default - nothing is left to write */
  readonly write?: () => Outcome;
}

/** The end of a command, with all that it writes. */
export const written = (outcome: Outcome): Outcome => outcome.write?.() ?? outcome;

/** The call's words are off. */
export const usageError = (message: string, usage: string): Outcome => ({ status: 2, stdout: '', stderr: `vigie: ${message}\n\n${usage}` });

/** `file:line:column: object, field: message`, then what to do. */
export function problemText({ file, document, line, column, object, path, message, hint }: InputProblem): string {
  const position = [file, line, column].filter((part) => part !== undefined).join(':');
  const subject = [line === undefined && document !== undefined ? `document ${document}` : undefined, object, path]
    .filter(Boolean)
    .join(', ');
  return `${printable(`${position}: ${subject && `${subject}: `}${message}`)}\n  ${printable(hint)}\n`;
}
