import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '../lib/checks';
import { reports } from '../lib/checks/reports';

const root = dirname(__dirname);

/** An arrow goes from left to right: a layer may import those left of it. Layers of one entry do not know each other. */
const layers: readonly (readonly string[])[] = [
  ['text'],
  ['yaml', 'promql'],
  ['kubernetes', 'gotemplate'],
  ['alertmanager'],
  ['model'],
  ['catalog', 'compile', 'render'],
  ['analysis'],
  ['checks', 'report'],
  ['manifests'],
  ['components', 'backends'],
  ['input'],
  ['stack'],
  ['cli', 'matchers'],
];
const rankOf = new Map(layers.flatMap((names, rank) => names.map((name) => [name, rank] as const)));

/** Packages that only some layers may use. */
const packages: Readonly<Record<string, readonly string[]>> = {
  cdk8s: ['stack'],
  constructs: ['stack'],
  'kubernetes-types': ['manifests'],
  // A backend brings the definitions that it needs in the cluster.
  'node:fs': ['backends', 'input', 'stack', 'cli'],
  'node:child_process': [],
  // What `cdk8s-vigie/vitest` extends.
  vitest: ['matchers'],
  // isIP judges a text; nothing opens a connection.
  'node:net': ['alertmanager'],
  'node:http': [],
};

interface Import {
  readonly file: string;
  readonly layer: string;
  readonly of: string;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : path.endsWith('.ts') ? [path] : [];
  });
}

const layerOf = (path: string) => path.split('/')[1]!.replace(/\.ts$/, '');

const imports: readonly Import[] = filesIn(join(root, 'lib')).flatMap((path) => {
  const file = relative(root, path).replaceAll('\\', '/');
  const text = readFileSync(path, 'utf8');
  const specifiers = [
    ...text.matchAll(/^(?:import|export)\b[^'"]*?from\s+['"]([^'"]+)['"]|\b(?:import|require)\(['"]([^'"]+)['"]\)/gm),
  ].map((match) => (match[1] ?? match[2])!);
  return specifiers.map((of) => ({ file, layer: layerOf(file), of: of.startsWith('.') ? posix.join(posix.dirname(file), of) : of }));
});
const own = imports.filter(({ of }) => of.startsWith('lib/'));

describe('the arrow of the pipeline', () => {
  test('every folder of lib is a layer', () => {
    const folders = readdirSync(join(root, 'lib')).filter((name) => statSync(join(root, 'lib', name)).isDirectory());
    expect(folders.sort()).toEqual([...rankOf.keys()].filter((name) => folders.includes(name)).sort());
  });

  test('each has a row in the page about the architecture, in their order', () => {
    const page = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');
    expect([...page.matchAll(/^\| `lib\/(\w+)` \|/gm)].map(([, name]) => name)).toEqual([...rankOf.keys()]);
    const arrow = layers.map((names) => names.join(' | ')).join(' -> ');
    expect(page).toContain(`\n${arrow}, main.ts\n`);
  });

  test('a layer imports itself and those before it, never a neighbour', () => {
    const wrong = own.filter(
      ({ file, layer, of }) => file !== 'lib/index.ts' && layerOf(of) !== layer && !(rankOf.get(layerOf(of))! < rankOf.get(layer)!),
    );
    expect(wrong).toEqual([]);
  });

  test('nothing imports the facade', () => {
    expect(own.filter(({ of }) => of === 'lib' || of === 'lib/index')).toEqual([]);
  });

  test('the files of lib/stack import each other in no circle', () => {
    const importsOf = (file: string) =>
      own.filter((one) => one.file === file && one.of.startsWith('lib/stack/')).map(({ of }) => `${of}.ts`);
    const circles = (file: string, way: readonly string[]): readonly string[] =>
      way.includes(file) ? [[...way, file].join(' -> ')] : importsOf(file).flatMap((of) => circles(of, [...way, file]));
    const files = [...new Set(own.map(({ file }) => file))].filter((file) => file.startsWith('lib/stack/'));
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap((file) => circles(file, []))).toEqual([]);
  });

  test('the backends do not know each other', () => {
    const folders = readdirSync(join(root, 'lib', 'backends')).filter((name) => !name.endsWith('.ts') && name !== 'shared');
    const backendOf = (path: string) => folders.find((name) => `${path}/`.startsWith(`lib/backends/${name}/`));
    const wrong = own.filter(
      ({ file, of }) => backendOf(of) !== undefined && layerOf(file) === 'backends' && backendOf(file) !== backendOf(of),
    );
    expect(wrong).toEqual([]);
  });

  test('constructs, files and processes stay in the layers that are for them', () => {
    const wrong = imports.filter(({ layer, of }) => {
      const name = Object.keys(packages).find((candidate) => of === candidate || of.startsWith(`${candidate}/`));
      return name !== undefined && !packages[name]!.includes(layer) && layer !== 'index';
    });
    expect(wrong).toEqual([]);
  });

  test('nothing depends on a clock, a locale or chance', () => {
    const banned = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|localeCompare|toLocale|\brandomUUID\b/;
    expect(
      filesIn(join(root, 'lib'))
        .filter((path) => banned.test(readFileSync(path, 'utf8')))
        .map((path) => relative(root, path)),
    ).toEqual([]);
  });
});

const namesIn = (folder: string) => filesIn(join(root, folder)).map((path) => relative(join(root, folder), path).replaceAll('\\', '/'));
/** A function with several signatures has one name. */
const exportsOf = (path: string): readonly string[] => [
  ...new Set(
    [
      ...readFileSync(join(root, path), 'utf8').matchAll(
        /^export (?:(?:abstract |async )?(?:function\*?|const|class|interface|type|enum)) (\w+)/gm,
      ),
    ].map(([, name]) => name!),
  ),
];

describe('the names', () => {
  test('that lib exports are declared once', () => {
    const files = new Map<string, string[]>();
    for (const file of namesIn('lib').filter((path) => path !== 'index.ts')) {
      for (const name of exportsOf(`lib/${file}`)) files.set(name, [...(files.get(name) ?? []), file]);
    }
    const repeated = [...files].filter(([, of]) => of.length > 1).map(([name]) => name);
    expect(repeated.sort()).toEqual([]);
  });
});

describe('what lib exports', () => {
  // Functions and values that only a test, or their own file, uses. The list only shrinks.
  const unused = [
    'claimMount',
    'container',
    'destinationsOf',
    'evaluateOver',
    'expression',
    'fileHeader',
    'gridColumns',
    'isRange',
    'maxConfigMapBytes',
    'nodeExporterNamespace',
    'nothingKnown',
    'operations',
    'placedPanels',
    'plainJobNames',
    'podTemplate',
    'promtoolTests',
    'questionFor',
    'stateAt',
    'stopForSameLabels',
    'versionGates',
    'whyNever',
    'xxHash64',
  ];

  test('is used by another file of lib, by the app, the examples or the scripts', () => {
    const users = [
      ...filesIn(join(root, 'lib')),
      ...filesIn(join(root, 'examples')),
      ...filesIn(join(root, 'scripts')),
      join(root, 'main.ts'),
    ];
    const used = new Set(
      users.flatMap((path) => {
        const text = readFileSync(path, 'utf8');
        const target = (specifier: string) => relative(root, join(dirname(path), specifier)).replaceAll('\\', '/');
        const named = [...text.matchAll(/^(?:import|export) (?:type )?\{([^}]*)\} from '(\.[^']*)'/gm)].flatMap(([, names, specifier]) =>
          names!.split(',').map(
            (name) =>
              `${target(specifier!)} ${name
                .trim()
                .replace(/^type /, '')
                .replace(/ as .*$/, '')}`,
          ),
        );
        const whole = [...text.matchAll(/(?:\* as \w+ from |require\(|import\(|export \* from )'(\.[^']*)'/g)].map(([, specifier]) =>
          target(specifier!),
        );
        return [...named, ...whole];
      }),
    );
    const valuesOf = (path: string) =>
      [...readFileSync(path, 'utf8').matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)].map(([, name]) => name!);
    const found = filesIn(join(root, 'lib')).flatMap((path) => {
      const file = relative(root, path).replaceAll('\\', '/').replace(/\.ts$/, '');
      const specifiers = [file, file.replace(/\/index$/, '')];
      if (file === 'lib/index' || specifiers.some((specifier) => used.has(specifier))) return [];
      return valuesOf(path).filter((name) => !specifiers.some((specifier) => used.has(`${specifier} ${name}`)));
    });
    expect([...new Set(found)].sort()).toEqual([...unused].sort());
  });
});

describe('the checks', () => {
  const files = namesIn('lib/checks').filter((path) => path.includes('/'));

  test.each(files)('%s exports one thing, the check of its name', (file) => {
    const name = file.replace(/^.*\/|\.ts$/g, '');
    const text = readFileSync(join(root, 'lib', 'checks', file), 'utf8');
    const camel = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect(exportsOf(`lib/checks/${file}`)).toEqual([camel]);
    expect(text).toContain(`export const ${camel} = check('${name}', {`);
  });

  test('all are in the list, and the list has no others', () => {
    expect(checks.map(({ name }) => name).sort()).toEqual(files.map((file) => file.replace(/^.*\/|\.ts$/g, '')).sort());
  });

  test('each has a test of its name', () => {
    const tests = namesIn('test/checks');
    expect(files.map((file) => file.replace(/\.ts$/, '.test.ts')).filter((file) => !tests.includes(file))).toEqual([]);
  });

  test('each page is that of a check or a report', () => {
    const pages = readdirSync(join(root, 'docs', 'checks')).map((page) => page.replace(/\.md$/, ''));
    expect(pages.sort()).toEqual(['README', ...[...checks, ...reports].map(({ name }) => name)].sort());
  });

  test('none asks where its input came from', () => {
    const asking = ['lib/checks', 'lib/analysis'].flatMap((folder) =>
      filesIn(join(root, folder)).filter((path) => /\borigin\b/.test(readFileSync(path, 'utf8')) && !/check(-input)?\.ts$/.test(path)),
    );
    expect(asking.map((path) => relative(root, path))).toEqual([]);
  });

  test('no name is exported twice among them and what they know', () => {
    const names = ['lib/checks', 'lib/analysis'].flatMap((folder) => namesIn(folder).flatMap((file) => exportsOf(`${folder}/${file}`)));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
