import { existsSync, readdirSync } from 'node:fs';

/** What a compilation writes at the top of its folder. */
const own = /^(prometheus(-\d+)?\.yaml|alertmanager\.yaml|assets\.txt|rules)$/;

/** Why a folder cannot be replaced by a compilation: it holds something that no compilation has written. */
export function outputFault(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  try {
    const foreign = readdirSync(folder).find((name) => !own.test(name));
    return foreign === undefined ? undefined : `${folder} holds ${foreign}, which would be lost: name an empty folder, a new one, or one of an earlier compilation`;
  } catch {
    return `${folder} is no folder: name one for the output`;
  }
}
