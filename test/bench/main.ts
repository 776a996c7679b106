// How fast a synth and the commands are, as medians and ratios in one run. Nothing is asserted: times are the machine's. docs/performance.md explains them.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, homedir, loadavg, tmpdir } from 'node:os';
import { basename, delimiter, join, resolve } from 'node:path';
import { readObjects } from '../../lib/kubernetes/read';
import { toYaml } from '../../lib/yaml/write';
import { compiling, compilingHeading } from './compiling';
import { figuresOf, megabytes, milliseconds, spread, table, times } from './figures';
import type { IrisParts } from './iris';
import { type Command, partsOf, race, report, run } from './processes';
import type { ServicesReport } from './services';
import type { StockReport } from './stock';

const rounds = 11;
const largeRounds = 3;

process.chdir(resolve(process.argv[1]!, '../../..'));
const scratch = mkdtempSync(join(tmpdir(), 'vigie-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

console.log(`${cpus().length} cores, node ${process.version}; other programs have kept ${loadavg()[0]!.toFixed(1)} cores busy`);
parts(startUp());
foreign();
growth();
compiling(scratch, largeRounds).then((rows) =>
  print(
    `vigie compile and prometheus-operator's own generator, the same ServiceMonitors from the same YAML, ${largeRounds} rounds`,
    compilingHeading,
    rows,
  ),
);

/** The whole synth as a user starts it, beside what else renders manifests. Returns its median. */
function startUp(): number {
  const node = process.execPath;
  const cdk8s = ['synth', '--check-upgrade=false', '--output', join(scratch, 'cdk8s')] as const;
  const plain: Command = {
    name: 'node scripts/run.mjs main.ts',
    argv: [node, 'scripts/run.mjs', 'main.ts'],
    env: { CDK8S_OUTDIR: join(scratch, 'node') },
  };
  const taken = race(
    [
      { name: 'node -e 0', argv: [node, '-e', '0'] },
      plain,
      { name: 'cdk8s synth', argv: [node, 'node_modules/cdk8s-cli/bin/cdk8s', ...cdk8s] },
      { name: 'npx cdk8s synth', argv: ['npx', 'cdk8s', ...cdk8s] },
      ...charts(),
    ],
    rounds,
  );
  const base = taken.get(plain)!.wall.median;
  const rows = [...taken].map(([{ name }, { wall, processor }]) => [
    name,
    ...spread(wall),
    processor === undefined ? '' : milliseconds(processor),
    times(wall.median / base),
  ]);
  print(`The Iris stack in both backends, ${rounds} rounds`, ['', 'median', 'min .. max', 'processor', 'to the synth'], rows);
  return base;
}

/** Where a program is installed; where it is not, that is said. */
function program(name: string): string | undefined {
  const tools = process.env.VIGIE_TOOLS ?? join(homedir(), '.cache', 'vigie-tools');
  const folders = [join(tools, 'bin'), ...(process.env.PATH ?? '').split(delimiter)];
  const file = folders.map((folder) => join(folder, name)).find((candidate) => existsSync(candidate));
  if (file === undefined) console.log(`${name} is not installed and left out`);
  return file;
}

/** `helm template` of a new chart, and of the one that VIGIE_BENCH_CHART names; none where helm is not installed. */
function charts(): Command[] {
  const helm = program('helm');
  if (helm === undefined) return [];
  const created = join(scratch, 'created');
  run({ name: 'helm create', argv: [helm, 'create', created] });
  const template = (name: string, chart: string): Command => ({ name: `helm template ${name}`, argv: [helm, 'template', 'bench', chart] });
  const given = process.env.VIGIE_BENCH_CHART;
  return [template('(a new chart)', created), ...(given === undefined ? [] : [template(basename(given), given)])];
}

/** `vigie check` of a folder of manifests that VIGIE_BENCH_YAML names, beside `pint lint` of only the rules in it. */
function foreign(): void {
  const folder = process.env.VIGIE_BENCH_YAML ?? '../shared/data/kube-prometheus-manifests';
  if (!existsSync(folder)) {
    console.log(`\nthere is no ${folder}: name a folder of manifests in VIGIE_BENCH_YAML to time vigie check`);
    return;
  }
  // Both end with 1 where they find something.
  const check: Command = {
    name: 'vigie check, everything',
    argv: [process.execPath, 'scripts/run.mjs', 'lib/cli/main.ts', 'check', folder],
    statuses: [0, 1],
  };
  const pint = program('pint');
  const commands =
    pint === undefined
      ? [check]
      : [
          { name: 'pint --offline lint, the rules alone', argv: [pint, '--offline', 'lint', rulesIn(folder)], statuses: [0, 1] } as Command,
          check,
        ];
  const taken = race(commands, rounds);
  const base = taken.get(commands[0]!)!.wall.median;
  const rows = [...taken].map(([{ name }, { wall, processor }]) => [
    name,
    ...spread(wall),
    processor === undefined ? '' : milliseconds(processor),
    times(wall.median / base),
  ]);
  print(
    `Manifests that others wrote (${basename(folder)}), ${rounds} rounds`,
    ['', 'median', 'min .. max', 'processor', pint === undefined ? '' : 'to pint'],
    rows,
  );
}

/** The rule groups of all PrometheusRules in a folder as rule files, which is what pint reads. */
function rulesIn(folder: string): string {
  const target = join(scratch, 'rules');
  mkdirSync(target);
  for (const name of readdirSync(folder)) {
    const { objects } = readObjects([{ file: name, text: readFileSync(join(folder, name)) }]);
    for (const { object } of objects) if (object.kind === 'PrometheusRule') writeFileSync(join(target, name), toYaml(object.spec));
  }
  return target;
}

/** Where the time of one synth goes; `synth` is what it takes as a whole. */
function parts(synth: number): void {
  report<IrisParts>('iris');
  const taken = partsOf(Array.from({ length: rounds }, () => report<IrisParts>('iris')));
  const names: Readonly<Record<keyof IrisParts, string>> = {
    start: 'node, run.mjs, reading the bundle',
    load: 'loading the library and cdk8s',
    declare: 'declaring',
    compile: 'compiling',
    checks: 'checks',
    yaml: 'YAML',
    write: 'writing',
  };
  const rows = (Object.keys(names) as (keyof IrisParts)[]).map((part) => [
    names[part],
    ...spread(taken[part]),
    `${((100 * taken[part].median) / synth).toFixed(0)} %`,
  ]);
  print(`The same synth in its parts, ${rounds} rounds`, ['', 'median', 'min .. max', 'of the synth'], rows);
}

/** Apps with many monitored services, each in a process of its own. */
function growth(): void {
  const rows: (readonly string[])[] = [];
  for (const backend of ['standalone', 'operator']) {
    const of = pairs((count) => report<ServicesReport>('services', count, backend));
    for (const part of ['declare', 'compile', 'checks', 'yaml', 'write', 'synth', 'processor'] as const)
      rows.push(of.time(`${backend}: ${part}`, (each) => each[part]));
    rows.push(
      of.size(`${backend}: memory`, ({ peak }) => peak),
      of.size(`${backend}: files`, ({ bytes }) => bytes),
    );
    rows.push([`${backend}: findings`, ...of.all.map(([first]) => String(first!.findings))]);
  }
  const together = pairs((count) => report<StockReport>('stock', count, 'together'));
  rows.push(
    together.time('cdk8s alone, one chart', ({ synth }) => synth),
    together.time('cdk8s alone, one chart: processor', ({ processor }) => processor),
  );
  rows.push(together.size('cdk8s alone, one chart: memory', ({ peak }) => peak));
  // 10,000 charts would take cdk8s the square of that: it validates the whole app for every chart.
  rows.push(['cdk8s alone, a chart for each service', milliseconds(report<StockReport>('stock', '1000', 'apart').synth), 'not run']);
  print(`Many services in one app, ${largeRounds} rounds`, ['', '1,000', '10,000', 'growth'], rows);
}

/** Reports for 1,000 and for 10,000 services, taken in turns, and rows of the table about them. */
function pairs<Report>(take: (count: string) => Report) {
  take('1000');
  const rounded = Array.from({ length: largeRounds }, () => [take('1000'), take('10000')] as const);
  const all = [rounded.map(([small]) => small), rounded.map(([, large]) => large)] as const;
  const medians = (of: (report: Report) => number) => all.map((reports) => figuresOf(reports.map(of)).median) as [number, number];
  return {
    all,
    time(name: string, of: (report: Report) => number): readonly string[] {
      const [small, large] = medians(of);
      return [name, milliseconds(small), milliseconds(large), times(large / small)];
    },
    size: (name: string, of: (report: Report) => number): readonly string[] => [name, ...medians(of).map(megabytes)],
  };
}

function print(title: string, heading: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log(`\n${title}\n${table(heading, rows)}`);
}
