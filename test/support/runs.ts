/**
 * How often a random test runs, from a seed that is the same for each run: `npm test` has few, `npm run conformance` many, and
 * `npm run conformance -- --all` ten times as many, which CI has no time for.
 */
export const runs = (few: number, many: number = few): number => {
  if (process.env.VIGIE_SUITE !== 'conformance') return few;
  return process.env.VIGIE_ALL === '1' ? 10 * many : many;
};
