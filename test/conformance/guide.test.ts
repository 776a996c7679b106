import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { blocksOf, shellIn } from '../support/guide';
import { interleaved, tools } from './programs';

describe('the guide to vigie compile, with the real kubectl and promtool', () => {
  const shell = shellIn('examples/compile', join(tools, 'bin'));
  afterAll(() => rmSync(dirname(shell.folder), { recursive: true }));

  test.each(blocksOf('docs/guides/compile.md'))('runs $script', ({ script, status }) => {
    expect(shell.run(script)).toMatchObject({ status });
  });

  test('gives ConfigMaps with the configuration and the rules', () => {
    const maps = loadAll(readFileSync(join(shell.folder, 'config-map.yaml'), 'utf8')) as {
      kind: string;
      metadata: { name: string };
      data: Record<string, string>;
    }[];
    expect(maps.map(({ kind, metadata, data }) => [kind, metadata.name, Object.keys(data)])).toEqual([
      ['ConfigMap', 'prometheus-config', ['prometheus.yaml']],
      ['ConfigMap', 'prometheus-prometheus-rulefiles-0', ['shop_shop.yaml']],
    ]);
  });

  test('gives rules that promtool takes', () => {
    expect(
      interleaved('promtool', ['check', 'rules', join(shell.folder, 'config/rules/prometheus-prometheus-rulefiles-0/shop_shop.yaml')]),
    ).toMatchObject({ status: 0 });
  });
});
