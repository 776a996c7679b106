import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { App, Chart } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { alert, counter, FindingsError, gauge, MonitoringApp, MonitoringStack, promql } from '../../lib';
import { fileHeader } from '../../lib/stack/folder';
import { oneReceiver } from '../support/stacks';

const loaded = gauge('model_loaded', 'Loaded.');
const misspelled = alert('Misspelled', { expr: promql`model_laoded == 0`, severity: 'critical', summary: 'x' });
const broken = alert('Broken', { expr: promql`sum(${loaded} > 1`, severity: 'warning', summary: 'x' });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function appWith(alerts: readonly ReturnType<typeof alert>[], outdir: string): MonitoringApp {
  const app = new MonitoringApp({ outdir });
  const stack = new MonitoringStack(app, 'monitoring', { namespace: 'mlops', routing: oneReceiver });
  stack.monitor({ name: 'iris', labels: { app: 'iris' }, port: 'http' }, { metrics: [loaded], alerts });
  return app;
}

function thrownBy(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a synth with findings', () => {
  test('throws all of them at once, each with its construct path', () => {
    const app = appWith([misspelled, broken], join(folder, 'dist'));
    expect(() => app.synth()).toThrow(FindingsError);
    const paths = app.findings().map(({ path }) => path);
    expect(paths).toContain('monitoring/iris/Misspelled');
    expect(paths).toContain('monitoring/iris/Broken');
  });

  test('writes no folder', () => {
    expect(() => appWith([misspelled], join(folder, 'dist')).synth()).toThrow();
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test('leaves the folder of the last good synth as it was', () => {
    const dist = join(folder, 'dist');
    mkdirSync(dist);
    writeFileSync(join(dist, 'kept.yaml'), 'kept: true\n');
    expect(() => appWith([misspelled], dist).synth()).toThrow();
    expect(readdirSync(dist)).toEqual(['kept.yaml']);
    expect(readFileSync(join(dist, 'kept.yaml'), 'utf8')).toBe('kept: true\n');
  });

  test('says what is and what to do, with a caret under the fault', () => {
    const [finding] = appWith([misspelled], folder).findings();
    expect(finding).toMatchObject({
      check: 'unknown-metric',
      severity: 'error',
      message: expect.stringContaining('model_laoded'),
      hint: expect.stringContaining('model_loaded'),
    });
    expect(finding!.excerpt).toBe('model_laoded == 0\n^^^^^^^^^^^^');
  });

  test('ends `run` with exit code 1 and every finding on stderr', () => {
    const stderr = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const before = process.exitCode;
    appWith([misspelled, broken], join(folder, 'dist')).run();
    expect(process.exitCode).toBe(1);
    process.exitCode = before;
    const text = stderr.mock.calls.flat().join('\n');
    stderr.mockRestore();
    expect(text).toContain('monitoring/iris/Misspelled');
    expect(text).toContain('monitoring/iris/Broken');
    expect(text).toContain('nothing was written');
  });

  test('is printed by Node without its findings a second time', () => {
    const app = appWith([misspelled], join(folder, 'dist'));
    const error = thrownBy(() => app.synth());
    expect((error as FindingsError).findings.map(({ check }) => check)).toContain('unknown-metric');
    expect(inspect(error)).not.toMatch(/^ +findings: /m);
    expect(inspect(error).match(/model_laoded is|reads model_laoded/g)).toHaveLength(1);
  });

  test('counts errors, warnings and information apart', () => {
    const stderr = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const before = process.exitCode;
    appWith([misspelled, broken], join(folder, 'dist')).run();
    process.exitCode = before;
    const text = stderr.mock.calls.flat().join('\n');
    stderr.mockRestore();
    expect(text).toContain('2 errors, 2 infos: nothing was written');
  });

  test('stops a stock cdk8s app before its first file', () => {
    const app = new App({ outdir: join(folder, 'dist') });
    new Chart(app, 'team');
    const stack = new MonitoringStack(app, 'monitoring', { namespace: 'mlops', routing: oneReceiver });
    stack.monitor({ name: 'iris', labels: { app: 'iris' }, port: 'http' }, { metrics: [loaded], alerts: [misspelled] });
    expect(() => app.synth()).toThrow(/model_laoded/);
    expect(readdirSync(join(folder, 'dist'))).toEqual([]);
  });
});

describe('a synth with nothing but advice', () => {
  const advised = alert('Loaded', { expr: promql`${loaded} == 0`, severity: 'warning', summary: 'x' });

  function printedBy(make: () => void): readonly string[] {
    const stderr = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    make();
    const texts = stderr.mock.calls.flat().map(String);
    stderr.mockRestore();
    return texts;
  }

  test('of a MonitoringApp prints it', () => {
    const app = appWith([advised], join(folder, 'dist'));
    expect(printedBy(() => app.synth())).toEqual([expect.stringMatching(/^info monitoring\/iris\/Loaded: .*\[unrehearsed\]/)]);
  });

  test('ends `run` with the advice once, and its number', () => {
    const texts = printedBy(() => appWith([advised], join(folder, 'dist')).run());
    expect(texts).toEqual([expect.stringContaining('[unrehearsed]'), expect.stringMatching(/ targets, 1 info, \d+ ms$/)]);
  });

  test('of a stock App prints it once, however many charts there are', () => {
    const app = new App({ outdir: join(folder, 'dist') });
    for (let index = 0; index < 5; index++) new Chart(app, `chart-${index}`);
    const stack = new MonitoringStack(app, 'monitoring', { namespace: 'mlops', routing: oneReceiver });
    stack.monitor({ name: 'iris', labels: { app: 'iris' }, port: 'http' }, { metrics: [loaded], alerts: [advised] });
    expect(printedBy(() => app.synth())).toEqual([
      expect.stringMatching(/^info monitoring\/iris\/Loaded: .*\[unrehearsed\]/),
      expect.stringMatching(/^info monitoring: .* are not written: images\.txt, .* \[unwritten-file\]\n {2}Make the app a MonitoringApp/),
    ]);
  });

  test('of a stock App checks it once, however many charts there are', () => {
    const asked = [0, 5].map((charts) => {
      const app = new App({ outdir: join(folder, `dist-${charts}`) });
      for (let index = 0; index < charts; index++) new Chart(app, `chart-${index}`);
      let count = 0;
      const exposes = (): 'unknown' => (count++, 'unknown');
      const metrics = { kind: 'cataloged', find: () => undefined, exposes, names: () => [] } as const;
      const stack = new MonitoringStack(app, 'monitoring', { namespace: 'mlops', routing: oneReceiver });
      stack.monitor({ name: 'iris', labels: { app: 'iris' }, port: 'http' }, { metrics, alerts: [advised] });
      printedBy(() => app.synth());
      return count;
    });
    expect(asked[0]).toBeGreaterThan(0);
    expect(asked[1]).toBe(asked[0]);
  });
});

describe('a synth without findings', () => {
  test('replaces the folder, so that files of what is gone are gone', () => {
    const dist = join(folder, 'dist');
    mkdirSync(dist);
    writeFileSync(join(dist, 'old.yaml'), `${fileHeader}old: true\n`);
    appWith([], dist).synth();
    expect(readdirSync(dist)).not.toContain('old.yaml');
    expect(readdirSync(dist)).toContain('prometheus.yaml');
  });

  test('does not replace a folder that holds a project', () => {
    writeFileSync(join(folder, 'package.json'), '{}');
    expect(() => appWith([], folder).synth()).toThrow(/holds a project/);
    expect(readdirSync(folder)).toEqual(['package.json']);
  });

  test('takes no declaration after it was compiled', () => {
    const app = new MonitoringApp({ outdir: join(folder, 'dist') });
    const stack = new MonitoringStack(app, 'monitoring', { namespace: 'mlops' });
    app.synth();
    expect(() => stack.monitor({ name: 'late', labels: { app: 'late' }, port: 1 }, { metrics: [counter('x_total', 'X.')] })).toThrow(
      /made at findings.test.ts:\d+, where somebody first looked at them: declare everything before that/,
    );
  });
});
