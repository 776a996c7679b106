import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = dirname(__dirname);
const scratch = mkdtempSync(join(tmpdir(), 'vigie-package-'));
const team = join(scratch, 'team');
afterAll(() => rmSync(scratch, { recursive: true }));

const run = (command: string, args: readonly string[], cwd: string) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe' });

const packageOf = (folder: string) => join(folder, 'node_modules', 'cdk8s-vigie');

/** Puts the tarball into a folder's node_modules, as npm does, and beside it what it depends on. */
function installTarball(tarball: string, folder: string): void {
  mkdirSync(packageOf(folder), { recursive: true });
  run('tar', ['-xzf', tarball, '--strip-components=1', '-C', packageOf(folder)], folder);
  install(Object.keys(dependenciesOf(folder, 'dependencies')), folder);
}

const dependenciesOf = (folder: string, kind: 'dependencies' | 'peerDependencies') =>
  (JSON.parse(readFileSync(join(packageOf(folder), 'package.json'), 'utf8')) as Record<string, Record<string, string>>)[kind]!;

/** Puts packages of this checkout into a folder's node_modules, and their commands where npx finds them. */
function install(names: readonly string[], folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  for (const name of names) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
    const { bin = {} } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')) as { bin?: Record<string, string> };
    for (const [command, file] of Object.entries(bin)) symlinkSync(join(modules, name, file), join(modules, '.bin', command));
  }
}

describe('the packed package in an empty cdk8s app of a team', { timeout: 300_000 }, () => {
  let packed: readonly string[];
  let tarball: string;
  beforeAll(() => {
    cpSync(join(root, 'examples', 'iris-team'), team, { recursive: true });
    const [report] = JSON.parse(run('npm', ['run', '-s', 'pack', '--', '--json', '--silent', '--pack-destination', scratch], root)) as {
      filename: string;
      files: { path: string }[];
    }[];
    packed = report!.files.map(({ path }) => path);
    tarball = join(scratch, report!.filename);
    installTarball(tarball, team);
    install(Object.keys(dependenciesOf(team, 'peerDependencies')), team);
    run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc')], team);
    run(process.execPath, ['build/main.js'], team);
  }, 300_000);

  test('has JavaScript, declarations and nothing of the checkout', () => {
    expect(packed).toContain('build/package/lib/index.js');
    expect(packed).toContain('build/package/lib/index.d.ts');
    expect(packed.filter((path) => /^(test|examples|scripts|dist|lib)\//.test(path))).toEqual([]);
  });

  test('runs no script when it is installed', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
  });

  test("synthesizes the team's own app and its monitoring", () => {
    expect(readdirSync(join(team, 'dist')).sort()).toEqual(['iris.k8s.yaml', 'monitoring.k8s.yaml']);
  });

  test("watches the Service of the team's app on its own port", () => {
    const objects = loadAll(readFileSync(join(team, 'dist', 'monitoring.k8s.yaml'), 'utf8')) as {
      kind: string;
      metadata: { name: string };
      data?: Record<string, string>;
    }[];
    const config = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'prometheus-config')!.data![
      'prometheus.yml'
    ]!;
    expect(config).toContain('job_name: iris-api');
    expect(config).toContain('__meta_kubernetes_service_labelpresent_app_kubernetes_io_name');
    const [service] = (
      loadAll(readFileSync(join(team, 'dist', 'iris.k8s.yaml'), 'utf8')) as { kind: string; metadata: { labels?: object } }[]
    ).filter(({ kind }) => kind === 'Service');
    expect(service!.metadata.labels).toEqual({ 'app.kubernetes.io/name': 'iris-api' });
  });

  test("alerts on the SLO's error budget with recorded ratios", () => {
    const text = readFileSync(join(team, 'dist', 'monitoring.k8s.yaml'), 'utf8');
    expect(text).toContain('alert: IrisAvailabilityBudgetBurnFast');
    expect(text).toContain('record: slo:sli_error:ratio_rate1h');
  });

  test('brings matchers to the tests of the team', () => {
    writeFileSync(
      join(team, 'matchers.test.ts'),
      `import { alert, play, promql, series } from 'cdk8s-vigie';
import 'cdk8s-vigie/vitest';
import { expect, test } from 'vitest';
const down = alert('Down', { expr: promql\`up == 0\`, for: '5m', severity: 'critical', summary: 'x' });
test('fires', () => expect(play(down, series('up', { job: 'a' }, '0x9'))).toFire('6m', { job: 'a' }));
test('is quiet', () => expect(play(down, series('up', {}, '1x9'))).toStayQuiet());
`,
    );
    expect(run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'matchers.test.ts'], team)).toMatch(/2 passed/);
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    run(
      process.execPath,
      [tsc, '--noEmit', '--strict', '--skipLibCheck', '--module', 'node16', '--target', 'es2022', 'matchers.test.ts'],
      team,
    );
  });

  test("is all that the README's first alert needs, with the packages and the command that the README names", () => {
    const section = /^## Five minutes[\s\S]*?(?=^## )/m.exec(readFileSync(join(root, 'README.md'), 'utf8'))![0];
    const named = [...section.matchAll(/`npm install ([^`]+)`/g)].flatMap(([, words]) => words!.split(' '));
    const [, command] = /Save it as `main\.ts`, then `([^`]+)`/.exec(section)!;
    const folder = join(scratch, 'five-minutes');
    mkdirSync(folder);
    cpSync(join(root, 'examples', 'first-alert.ts'), join(folder, 'main.ts'));
    installTarball(tarball, folder);
    install(
      named.filter((name) => !name.startsWith('--') && name !== 'cdk8s-vigie'),
      folder,
    );
    // npx asks no registry for a command that the packages do not bring.
    execFileSync('sh', ['-c', command!], {
      cwd: folder,
      stdio: 'pipe',
      env: { ...process.env, npm_config_yes: 'false', npm_config_offline: 'true' },
    });
    expect(readdirSync(join(folder, 'dist'))).toContain('prometheus-rules.yaml');
  });
});
