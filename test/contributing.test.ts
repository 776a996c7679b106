import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { images } from '../lib/catalog/programs';
import { compileAlertmanager } from '../lib/compile/alertmanager/compile';
import { versionOf } from '../lib/manifests/images';
import { receiver } from '../lib/model/receivers/receiver';

// What is easily forgotten in one of the changes that CONTRIBUTING.md describes, and what nothing else says.
const root = dirname(__dirname);
const read = (path: string) => readFileSync(join(root, path), 'utf8');

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(join(root, path)).isDirectory() ? filesIn(path) : path.endsWith('.ts') ? [path] : [];
  });
}

describe('CONTRIBUTING.md', () => {
  const paths = [...read('CONTRIBUTING.md').matchAll(/`((?:lib|test|docs|scripts|examples|imports|\.ci)\/[\w./-]+|main\.ts)`/g)].map(
    ([, path]) => path!,
  );
  test('names files', () => expect(paths.length).toBeGreaterThan(20));
  test.each([...new Set(paths)])('names %s, which is there', (path) => expect(existsSync(join(root, path))).toBe(true));

  const commands = [...read('CONTRIBUTING.md').matchAll(/npm run (?:-s )?([\w-]+)/g)].map(([, name]) => name!);
  test.each([...new Set(commands)])('names npm run %s, which is there', (name) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    expect(Object.keys(scripts)).toContain(name);
  });
});

describe('a runbook', () => {
  const alerts = ['lib/catalog', 'lib/components', 'examples/iris']
    .flatMap(filesIn)
    .flatMap((file) => [...read(file).matchAll(/\balert\(\s*'(\w+)'/g)].map(([, name]) => name!));
  const pages = readdirSync(join(root, 'docs', 'runbooks')).map((name) => name.replace(/\.md$/, ''));

  test.each([...new Set(alerts)])('is there for the alert %s', (name) => expect(pages).toContain(name));
  test('is about an alert', () => expect(pages.filter((name) => !alerts.includes(name))).toEqual([]));
});

describe('the catalogue of a program that Vigie runs', () => {
  /** nodeExporter is a program of the catalogue node. */
  const folderOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/-exporter$/, '');

  /** Made from the source of an older major version: of its metrics nothing is sure, and `vigie check` says nothing of them. */
  const older: readonly string[] = ['grafana'];

  test.each(Object.entries(images))('of the image %s is of its version', (name, reference) => {
    const { version } = JSON.parse(read(`lib/catalog/${folderOf(name)}/metrics.json`)) as { version: string };
    const same = JSON.stringify(versionOf(`catalogue:${version}`)) === JSON.stringify(versionOf(reference));
    expect(`${version} ${same ? 'is' : 'is not'} that of ${reference}`).toBe(
      `${version} ${older.includes(name) ? 'is not' : 'is'} that of ${reference}`,
    );
  });
});

describe('a component', () => {
  const files = filesIn('lib/components').filter((file) => /^export (function|const) .*\bComponent\b/m.test(read(file)));
  const names = files.map((file) => file.replace(/^.*\/|\.ts$/g, ''));

  test('is found', () => expect(names).toContain('node-exporter'));
  test.each(names)('%s is written where a reviewer reads it', (name) =>
    expect(existsSync(join(root, 'test', 'golden', `component-${name}.yaml`))).toBe(true),
  );
});

describe('an integration of Alertmanager that an AlertmanagerConfig has', () => {
  interface Schema {
    readonly properties: Readonly<Record<string, Schema>>;
    readonly items: Schema;
  }
  const crd = load(read('imports/crds/alertmanagerconfigs.monitoring.coreos.com.yaml')) as {
    spec: { versions: readonly { schema: { openAPIV3Schema: Schema } }[] };
  };
  const { receivers } = crd.spec.versions[0]!.schema.openAPIV3Schema.properties.spec!.properties;
  const integrations = Object.keys(receivers!.items.properties).filter((name) => name.endsWith('Configs'));

  test('is known', () => expect(integrations).toContain('slackConfigs'));

  test.each(integrations)('%s is a channel that receiver() keeps', (integration) =>
    expect(receiver('team', { [integration]: [{ a: 1 }] } as never, { [integration]: [{ a: 2 }] } as never)).toEqual({
      name: 'team',
      [integration]: [{ a: 1 }, { a: 2 }],
    }),
  );

  // Without a field that it needs it is rejected, and with none that it needs it is written.
  test.each(integrations)('%s is compiled or rejected, never left out', (integration) => {
    const metadata = (name: string) => ({ name, namespace: 'shop' });
    const { config, rejected } = compileAlertmanager({
      alertmanager: {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'Alertmanager',
        metadata: metadata('main'),
        spec: { version: 'v0.34.2', alertmanagerConfigSelector: {} },
      },
      objects: [
        {
          apiVersion: 'monitoring.coreos.com/v1alpha1',
          kind: 'AlertmanagerConfig',
          metadata: metadata('team'),
          spec: { route: { receiver: 'team' }, receivers: [{ name: 'team', [integration]: [{}] }] },
        },
      ],
    });
    const written = (config as { receivers?: readonly Readonly<Record<string, unknown>>[] })?.receivers ?? [];
    const kinds = written.flatMap((each) => Object.keys(each)).filter((key) => key.endsWith('_configs'));
    expect(rejected.length + kinds.length).toBeGreaterThan(0);
  });
});
