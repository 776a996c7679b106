import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { afterAll, describe, expect, test } from 'vitest';
import { grafana, MonitoringApp, MonitoringStack, type MonitoringStackProps, operator } from '../../lib';
import { oneReceiver } from '../support/stacks';

const scratch = mkdtempSync(join(tmpdir(), 'vigie-app-files-'));
afterAll(() => rmSync(scratch, { recursive: true }));

let outputs = 0;
const newApp = () => new MonitoringApp({ outdir: join(scratch, `out-${outputs++}`) });
const stackIn = (app: MonitoringApp, id: string, namespace: string, props: Partial<MonitoringStackProps> = {}) =>
  new MonitoringStack(app, id, { namespace, routing: oneReceiver, ...props });
const configMap = (chart: Chart, name: string) =>
  new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'team' } });

const written = (app: MonitoringApp): readonly string[] => {
  app.synth();
  return readdirSync(app.outdir).sort();
};

describe('the files of an app', () => {
  test('of a stack alone are in the output folder', () => {
    const app = newApp();
    stackIn(app, 'monitoring', 'mlops');
    expect(written(app)).toContain('prometheus.yaml');
  });

  test('of a stack for each environment are in folders of their ids, and all objects are there', () => {
    const app = newApp();
    const stacks = ['dev', 'prod'].map((env) => stackIn(app, env, `monitoring-${env}`));
    for (const stack of stacks) stack.install(grafana());
    expect(written(app)).toEqual(['dev', 'prod']);
    const documents = [...app.files()].filter(([name]) => name.endsWith('.yaml') && !name.includes('rehearsals')).map(([, text]) => text);
    expect(documents.join('---\n').match(/^kind: /gm)).toHaveLength(stacks[0]!.figures().objects + stacks[1]!.figures().objects);
  });

  test('of two stacks in one namespace are apart', () => {
    const app = newApp();
    stackIn(app, 'one', 'mlops');
    stackIn(app, 'two', 'mlops', { backend: operator() });
    expect(written(app)).toEqual(['one', 'two']);
  });

  test('are where `folder` says', () => {
    const app = newApp();
    stackIn(app, 'one', 'one', { folder: '.' });
    stackIn(app, 'two', 'two', { folder: 'clusters/second/' });
    expect(written(app)).toContain('prometheus.yaml');
    expect(existsSync(join(app.outdir, 'clusters', 'second', 'prometheus.yaml'))).toBe(true);
  });

  test('of a stack in a chart have a folder of both names', () => {
    const app = newApp();
    for (const team of ['shop', 'cart']) new MonitoringStack(new Chart(app, team), 'watch', { namespace: team, routing: oneReceiver });
    expect(written(app)).toEqual(['cart-watch', 'shop-watch']);
  });

  test('of a chart are beside the folders', () => {
    const app = newApp();
    stackIn(app, 'dev', 'dev');
    stackIn(app, 'prod', 'prod');
    configMap(new Chart(app, 'prometheus'), 'own');
    expect(written(app)).toEqual(['dev', 'prod', 'prometheus.yaml']);
  });
});

describe('a file that would be overwritten', () => {
  const overwritten = (declare: (app: MonitoringApp) => void): readonly string[] => {
    const app = newApp();
    declare(app);
    expect(() => app.synth()).toThrow(/would overwrite/);
    expect(existsSync(app.outdir)).toBe(false);
    return app.findings().map(({ path, message }) => `${path}: ${message}`);
  };

  test('by a chart with the name of a file of the stack is a finding, and nothing is written', () => {
    const messages = overwritten((app) => {
      stackIn(app, 'monitoring', 'mlops');
      configMap(new Chart(app, 'prometheus'), 'own');
    });
    expect(messages).toEqual(['prometheus: chart prometheus would overwrite prometheus.yaml, which stack monitoring writes']);
  });

  test('by a second stack in the same folder is one finding', () => {
    const messages = overwritten((app) => {
      for (const id of ['one', 'two']) stackIn(app, id, id, { folder: 'x' });
    });
    expect(messages).toEqual([
      expect.stringMatching(/^two: stack two would overwrite x\/00-namespaces.yaml, .* and \d+ more, which stack one writes$/),
    ]);
  });

  test('by two charts whose names are one name as a file is a finding', () => {
    const messages = overwritten((app) => {
      stackIn(app, 'monitoring', 'mlops');
      configMap(new Chart(app, 'a-b'), 'one');
      configMap(new Chart(new Chart(app, 'a'), 'b'), 'two');
    });
    expect(messages).toEqual(['a/b: chart a/b would overwrite a-b.yaml, which chart a-b writes']);
  });
});
