import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { checks } from '../lib/checks';
import { reports } from '../lib/checks/reports';
import { pagesOf } from '../scripts/docs/pages';
import { blocksOf, shellIn } from './support/guide';

const root = dirname(__dirname);
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...pagesIn('docs')];

function pagesIn(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(join(root, path)).isDirectory() ? pagesIn(path) : path.endsWith('.md') ? [path] : [];
  });
}

describe('the documentation', () => {
  const quotes = pages.flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/<!-- quote: (\S+) -->\n```\w*\n([\s\S]*?)```/g)].map(
      ([, file, text]) => [page, file!, text!] as const,
    ),
  );

  test('quotes examples', () => expect(quotes.length).toBeGreaterThan(1));

  test.each(quotes)('%s quotes %s as it is', (_, file, text) => expect(text).toBe(readFileSync(join(root, file), 'utf8')));

  const links = pages.flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, target]) => [page, target!] as const),
  );
  test.each(links)('%s links to %s, which is there', (page, target) => expect(existsSync(join(root, dirname(page), target))).toBe(true));

  test.each([...checks, ...reports])('the page of $name begins with what it finds', ({ name, finds }) => {
    const page = readFileSync(join(root, 'docs', 'checks', `${name}.md`), 'utf8');
    const [, title, first] = /^# (.*)\n\n([^\n]*)\n/.exec(page) ?? [];
    expect([title, first]).toEqual([name, `${finds.slice(0, 1).toUpperCase()}${finds.slice(1)}.`]);
    expect(page.match(/^## .*$/gm)).toEqual(['## Why it matters', '## An example', '## How to fix it', '## How to switch it off']);
  });

  test.each([...pagesOf(root)])('%s is as `npm run docs` writes it', (path, text) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });
});

describe('the first alert of the README', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'vigie-docs-'));
  afterAll(() => rmSync(scratch, { recursive: true }));

  test('is written', () => {
    execFileSync(process.execPath, ['scripts/run.mjs', 'examples/first-alert.ts'], {
      cwd: root,
      env: { ...process.env, CDK8S_OUTDIR: join(scratch, 'dist') },
      stdio: 'pipe',
    });
    expect(readFileSync(join(scratch, 'dist', 'prometheus-rules.yaml'), 'utf8')).toContain('alert: JobsPileUp');
  });

  test('with a misspelled metric is refused in the quoted words', () => {
    const program = readFileSync(join(root, 'examples', 'first-alert.ts'), 'utf8').replace('(${queue})', '(jobs_waitng)');
    const file = join(root, 'build', 'first-finding.ts');
    writeFileSync(file, program);
    const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', file], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CDK8S_OUTDIR: 'dist' },
    });
    expect(status).toBe(1);
    expect(stderr).toBe(readFileSync(join(root, 'examples', 'first-finding.txt'), 'utf8'));
  });
});

describe('the guide to attached stacks', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'vigie-attach-'));
  afterAll(() => rmSync(scratch, { recursive: true }));

  test('has a program that writes what it says, without a finding', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'examples/attach.ts'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CDK8S_OUTDIR: join(scratch, 'dist') },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('4 objects, 2 alerts, 1 target, no findings') });
    expect(readFileSync(join(scratch, 'dist', 'monitors.yaml'), 'utf8')).toContain('release: kps');
    expect(readFileSync(join(scratch, 'dist', 'grafana-dashboards.yaml'), 'utf8')).toContain('grafana_dashboard: "1"');
  });

  test('has a tenant whose platform has all that it watches', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'examples/tenant.ts'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CDK8S_OUTDIR: join(scratch, 'tenant') },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/^info shop\/routing: .*\n.*\n.* 1 info, \d+ ms\n$/) });
    expect(readFileSync(join(scratch, 'tenant', 'platform', 'prometheus-config.yaml'), 'utf8')).toContain('job_name: shop-api');
  });
});

describe('the guide to routing', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'vigie-routing-'));
  afterAll(() => rmSync(scratch, { recursive: true }));

  test('has a program that writes what it says, without a finding', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'examples/routing/main.ts'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CDK8S_OUTDIR: join(scratch, 'dist') },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('6 alerts, 3 targets, no findings') });
    const config = readFileSync(join(scratch, 'dist', 'alertmanager-config.yaml'), 'utf8');
    expect(config).toContain('location: Europe/Paris');
    expect(config).toContain('webhook_url_file: /etc/alertmanager/credentials/0_shop_teams_workflow-url');
  });
});

describe('the guide to targets', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'vigie-targets-'));
  afterAll(() => rmSync(scratch, { recursive: true }));

  test('has a program that writes what it says, without a finding', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'examples/targets/main.ts'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CDK8S_OUTDIR: join(scratch, 'dist') },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('6 targets, no findings') });
    const config = readFileSync(join(scratch, 'dist', 'prometheus-config.yaml'), 'utf8');
    for (const job of ['minio', 'docker-hosts', 'vms', 'website']) expect(config).toContain(`job_name: ${job}\n`);
  });
});

describe('the guide to vigie compile', () => {
  const shell = shellIn('examples/compile');
  afterAll(() => rmSync(dirname(shell.folder), { recursive: true }));
  const [compiles, , rejects] = blocksOf('docs/guides/compile.md');
  const read = (name: string) => readFileSync(join(shell.folder, name), 'utf8');

  test('compiles its example to the assets that it quotes', () => {
    expect(shell.run(compiles!.script)).toMatchObject({ status: compiles!.status });
    expect(read('config/assets.txt')).toBe(read('assets.txt'));
  });

  test('has its example rejected in the quoted words', () => {
    expect(shell.run(rejects!.script)).toMatchObject({ status: rejects!.status, stderr: read('rejected.txt') });
  });

  test('mounts all that the configuration refers to', () => {
    const { spec } = (loadAll(read('deployment.yaml')) as { kind: string; spec: { template: { spec: Pod } } }[]).find(
      ({ kind }) => kind === 'Deployment',
    )!;
    const {
      containers: [container],
      volumes,
    } = spec.template.spec;
    const mounted = container!.volumeMounts.flatMap(({ name, mountPath }) => {
      const items = volumes.find((volume) => volume.name === name)?.projected?.sources.flatMap(({ secret }) => secret.items) ?? [];
      return [mountPath, ...items.map(({ path }) => `${mountPath}/${path}`)];
    });
    const config = read('config/prometheus.yaml');
    const named = [...config.matchAll(/\/etc\/prometheus\/\S+/g)].map(([path]) => path.replace('/*.yaml', ''));
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((path) => !mounted.includes(path))).toEqual([]);
  });
});

interface Pod {
  readonly containers: readonly { readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[] }[];
  readonly volumes: readonly {
    readonly name: string;
    readonly projected?: { readonly sources: readonly { readonly secret: { readonly items: readonly { readonly path: string }[] } }[] };
  }[];
}
