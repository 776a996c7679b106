import { Script } from 'node:vm';
import { readDuration } from '../../text/duration';
import { type Outcome, usageError } from './outcome';

/** How long a run may take. */
export interface TimeLimit {
  /** As it is written: `60s`. */
  readonly text: string;
  readonly milliseconds: number;
}

const usual: TimeLimit = { text: '60s', milliseconds: 60_000 };

/** The limit of `--timeout DURATION`, or the usual one, and the other arguments; or why the duration is none. */
export function timeLimitIn(args: readonly string[]): { readonly rest: readonly string[]; readonly limit: TimeLimit } | Outcome {
  const end = args.indexOf('--');
  const at = args.findIndex((arg, index) => /^--timeout(?:=|$)/.test(arg) && (end === -1 || index < end));
  if (at === -1) return { rest: args, limit: usual };
  const [, joined] = /^--timeout=(.*)$/s.exec(args[at]!) ?? [];
  const text = joined ?? args[at + 1] ?? '';
  const reading = readDuration(text);
  if ('code' in reading || reading.milliseconds <= 0) return usageError('--timeout needs a duration above zero, such as 5m', '');
  const rest = args.filter((_, index) => index !== at && (joined !== undefined || index !== at + 1));
  return { rest, limit: { text, milliseconds: reading.milliseconds } };
}

/** What V8 runs: it stops a script that takes too long, whatever the script does. */
const slot = globalThis as { vigieRun?: () => Outcome };

/**
 * What `run` gives, or an outcome with status 2 where it has not ended within the limit. It is stopped wherever it is, also before a
 * `finally`, so it must not write: what writes comes after it.
 */
export function within({ text, milliseconds }: TimeLimit, run: () => Outcome): Outcome {
  slot.vigieRun = run;
  try {
    return new Script('vigieRun()', { filename: 'vigie' }).runInThisContext({ timeout: milliseconds }) as Outcome;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    const stderr = `vigie: not done after ${text}: nothing was written\n  Give it more time with --timeout, or name fewer files.\n`;
    return { status: 2, stdout: '', stderr };
  } finally {
    delete slot.vigieRun;
  }
}
