import { describe, expect, test } from 'vitest';
import { runUpstream, upstreamFiles } from './promql-evaluate-upstream';

describe("Prometheus' own tests of PromQL", () => {
  test.each(upstreamFiles())('$name passes, but for native histograms', ({ text }) => {
    const { failed, ...counts } = runUpstream(text);
    console.info(counts);
    expect(failed).toEqual([]);
  });
});
