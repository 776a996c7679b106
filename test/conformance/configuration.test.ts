import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dist, filesOf, mount, objectNamed, objectsIn } from './dist';
import { run } from './programs';

const folder = mkdtempSync(join(tmpdir(), 'vigie-configuration-'));
afterAll(() => rmSync(folder, { recursive: true }));

const objects = objectsIn(dist);
const inFolder = (...parts: string[]) => join(folder, ...parts);

/** What a pod has at these places; promtool wants the files to be there. */
beforeAll(() => {
  const local = (text: string) =>
    text
      .replaceAll('/etc/prometheus/rules', inFolder('rules'))
      .replaceAll('/var/run/secrets/kubernetes.io/serviceaccount', inFolder('account'))
      .replaceAll('/etc/alertmanager/', inFolder('alertmanager-secrets/'));
  mount(objectNamed(objects, 'ConfigMap', 'prometheus-config'), inFolder('prometheus'), local);
  mount(objectNamed(objects, 'ConfigMap', 'prometheus-rules'), inFolder('rules'));
  mount(objectNamed(objects, 'ConfigMap', 'alertmanager-config'), inFolder('alertmanager'), local);
  mkdirSync(inFolder('account'));
  writeFileSync(inFolder('account', 'token'), 'token');
  writeFileSync(inFolder('account', 'ca.crt'), '');
});

interface RuleFile {
  readonly groups: readonly { readonly rules: readonly { readonly alert?: string; readonly labels?: Record<string, string> }[] }[];
}

const alerts = Object.values(filesOf(objectNamed(objects, 'ConfigMap', 'prometheus-rules')))
  .flatMap((text) => (load(text) as RuleFile).groups)
  .flatMap(({ rules }) => rules)
  .filter(({ alert }) => alert !== undefined);

describe('promtool', () => {
  test('accepts prometheus.yml with every lint', () => {
    const { status, out } = run('promtool', ['check', 'config', '--lint=all', '--lint-fatal', inFolder('prometheus', 'prometheus.yml')]);
    expect(out).toContain('SUCCESS');
    expect(status).toBe(0);
  });

  test('accepts every rule with every lint', () => {
    const files = Object.keys(filesOf(objectNamed(objects, 'ConfigMap', 'prometheus-rules'))).map((file) => inFolder('rules', file));
    expect(run('promtool', ['check', 'rules', '--lint=all', '--lint-fatal', ...files])).toMatchObject({
      status: 0,
      out: expect.stringContaining('SUCCESS'),
    });
  });

  test('every rehearsal goes as rehearsed', () => {
    const { status, out } = run('promtool', ['test', 'rules', join(dist, 'rehearsals', 'tests.yaml')]);
    expect(out).toContain('SUCCESS');
    expect(status).toBe(0);
  });

  test('a rehearsal that is wrong fails, so that the one above can', () => {
    const tests = readFileSync(join(dist, 'rehearsals', 'tests.yaml'), 'utf8').replace(/value: 1\b/, 'value: 2');
    writeFileSync(inFolder('rules.yaml'), readFileSync(join(dist, 'rehearsals', 'rules.yaml'), 'utf8'));
    writeFileSync(inFolder('wrong.yaml'), tests);
    expect(run('promtool', ['test', 'rules', inFolder('wrong.yaml')]).status).not.toBe(0);
  });

  test.each(alerts.map(({ alert }) => alert!))('%s is rehearsed firing and quiet', (alert) => {
    const { tests } = load(readFileSync(join(dist, 'rehearsals', 'tests.yaml'), 'utf8')) as { tests: { name: string }[] };
    const names = tests.map(({ name }) => name);
    expect(names.some((name) => name.startsWith(`${alert} fires`))).toBe(true);
    expect(names.some((name) => name.startsWith(`${alert} stays quiet`))).toBe(true);
  });
});

describe('amtool', () => {
  test('accepts alertmanager.yml', () => {
    expect(run('amtool', ['check-config', inFolder('alertmanager', 'alertmanager.yml')])).toMatchObject({ status: 0 });
  });

  const receiverOf = { critical: 'critical-alerts', warning: 'warning-alerts', info: 'default' } as Record<string, string>;
  test.each(alerts.map(({ alert, labels }) => [alert!, labels!] as const))('%s reaches the receiver of its severity', (alert, labels) => {
    const pairs = Object.entries({ alertname: alert, ...labels }).map(([name, value]) => `${name}=${value}`);
    const { out, status } = run('amtool', [
      'config',
      'routes',
      'test',
      `--config.file=${inFolder('alertmanager', 'alertmanager.yml')}`,
      ...pairs,
    ]);
    expect(status).toBe(0);
    expect(out.trim()).toBe(receiverOf[labels.severity!]);
  });
});
