import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
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

/** Packages that an application team has beside ours, and those that ours depends on. */
function installTarball(tarball: string): void {
  const modules = join(team, 'node_modules');
  mkdirSync(join(modules, 'cdk8s-vigie'), { recursive: true });
  run('tar', ['-xzf', tarball, '--strip-components=1', '-C', join(modules, 'cdk8s-vigie')], team);
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(modules, 'cdk8s-vigie', 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  for (const name of [...Object.keys(dependencies!), ...Object.keys(peerDependencies!)]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
}

describe('the packed package in an empty cdk8s app of a team', { timeout: 120_000 }, () => {
  let packed: readonly string[];
  beforeAll(() => {
    cpSync(join(root, 'examples', 'iris-team'), team, { recursive: true });
    const [report] = JSON.parse(run('npm', ['pack', '--json', '--silent', '--pack-destination', scratch], root)) as {
      filename: string;
      files: { path: string }[];
    }[];
    packed = report!.files.map(({ path }) => path);
    installTarball(join(scratch, report!.filename));
    run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc')], team);
    run(process.execPath, ['build/main.js'], team);
  }, 120_000);

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
});
