import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { runs } from '../support/runs';
import { type Family, families } from './anywhere';
import { type Copy, copyOf } from './judge';
import { type BaseName, bases, positionAt } from './mutation';

const copies = Object.fromEntries(Object.keys(bases).map((base) => [base, copyOf(base as BaseName)])) as Record<BaseName, Copy>;
afterAll(() => Object.values(copies).forEach(({ remove }) => remove()));

interface Site {
  readonly base: BaseName;
  readonly file: string;
  readonly from: number;
  readonly found: string;
}

const sitesOf = ({ places, pattern }: Family): readonly Site[] =>
  places.flatMap(([base, ...files]) =>
    files.flatMap((file) =>
      [...copies[base].texts.get(file)!.matchAll(new RegExp(pattern, `${pattern.flags}d`))].map((match) => {
        const [from] = match.indices![match.length > 1 ? 1 : 0]!;
        return { base, file, from, found: match[1] ?? match[0] };
      }),
    ),
  );

/** What is said of the mistake at one place: the checks, and those whose finding stands where it should. */
function judged({ replace, elsewhere }: Family, { base, file, from, found }: Site, seed: number) {
  const text = copies[base].texts.get(file)!;
  const before = text.slice(0, from);
  const after = text.slice(from + found.length);
  const changed = before + replace(found, seed, before) + after;
  const findings = copies[base].findings(file, changed);
  const { line } = positionAt(changed, from);
  const there = findings.filter((finding) => elsewhere === true || (finding.file === file && finding.line === line));
  return {
    before,
    after,
    checks: findings.map(({ check }) => check),
    there: there.map(({ check }) => check),
    hints: findings.map(({ hint }) => hint ?? ''),
  };
}

describe.each(families)('wherever $name,', (family) => {
  const sites = sitesOf(family);
  test('it is found, or does not matter', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sites), fc.nat(1000), (site, seed) => {
        const { before, after, checks, there, hints } = judged(family, site, seed);
        if (family.harmless?.(site.found, before, site.file, after)) expect(checks).toEqual([]);
        else
          expect(
            there.some((check) => family.finds.includes(check)),
            `${checks.join(' ')} at ${site.found}, seed ${seed}`,
          ).toBe(true);
        expect(hints).not.toContain('');
      }),
      { numRuns: runs(2, 20), seed: 1 },
    );
  });
});
