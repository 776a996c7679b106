import { describe, expect, test } from 'vitest';
import { run } from './promql-evaluate-agreement';
import { runUpstream, upstreamFiles } from './promql-evaluate-upstream';

describe("Prometheus' own tests of PromQL", () => {
  test.each(upstreamFiles())('$name passes, but for native histograms', ({ text }) => {
    const { failed, ...counts } = runUpstream(text);
    console.info(counts);
    expect(failed).toEqual([]);
  });
});

describe("Prometheus' engine", () => {
  test('evaluates random expressions over random series as we do', () => {
    const { failed, ...counts } = run(process.env.VIGIE_ALL === '1' ? 20_000 : 2_000);
    console.info(counts);
    expect(failed).toEqual([]);
  });
});
