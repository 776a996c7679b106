import { relative, resolve } from 'node:path';
import { inWords } from '../../text/list';
import type { AcceptedFindings } from './accepted-findings';
import { matchesPath } from './pattern';

/** What is left out, and the folder from which the pattern counts. */
interface Exclusion {
  readonly pattern: string;
  readonly folder: string;
}

export const excludedIn = ({ folder, exclude }: AcceptedFindings): readonly Exclusion[] => exclude.map((pattern) => ({ pattern, folder }));

/** Which files are left out. A pattern that leaves nothing out may be misspelt, so that it is said. */
export function excluding(exclusions: readonly Exclusion[]) {
  const used = new Set<Exclusion>();
  return {
    has(file: string): boolean {
      const matching = exclusions.filter(({ pattern, folder }) =>
        matchesPath(pattern, file === '-' ? file : relative(resolve(folder), resolve(file)).replaceAll('\\', '/')),
      );
      for (const exclusion of matching) used.add(exclusion);
      return matching.length > 0;
    },
    unusedText(): string {
      const unused = exclusions.filter((exclusion) => !used.has(exclusion)).map(({ pattern }) => pattern);
      return unused.length === 0 ? '' : `excludes no file: ${inWords(unused)}\n`;
    },
  };
}
