// How fast a synth is, as medians and ratios in one run. Nothing is asserted: times are the machine's. docs/performance.md explains them.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, homedir, tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { figuresOf, megabytes, milliseconds, spread, table, times } from './figures';
import type { IrisParts } from './iris';
import { partsOf, race, reports, run, type Command } from './processes';
import type { ServicesReport } from './services';
import type { StockReport } from './stock';

const rounds = Number(process.env.VIGIE_BENCH_ROUNDS ?? 11);
process.chdir(resolve(process.argv[1]!, '../../..'));
const scratch = mkdtempSync(join(tmpdir(), 'vigie-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

console.log(`${cpus().length} cores, node ${process.version}, ${rounds} rounds; median and min .. max`);
const synth = startUp();
parts(synth);
growth();

/** The whole synth as a user starts it, beside what else renders a monitoring stack. Returns its median. */
function startUp(): number {
  const node = process.execPath;
  const cdk8s = ['synth', '--check-upgrade=false', '--output', join(scratch, 'cdk8s')];
  const floor: Command = { name: 'node -e 0', argv: [node, '-e', '0'] };
  const plain: Command = { name: 'npm run synth, without npm', argv: [node, 'scripts/run.mjs', 'main.ts'], env: { CDK8S_OUTDIR: join(scratch, 'node') } };
  const commands = [
    floor,
    plain,
    { name: 'cdk8s synth', argv: [node, 'node_modules/cdk8s-cli/bin/cdk8s', ...cdk8s] as const },
    { name: 'npx cdk8s synth', argv: ['npx', 'cdk8s', ...cdk8s] as const },
    ...charts(),
  ];
  const taken = race(commands, rounds);
  const base = taken.get(plain)!.median;
  const rows = [...taken].map(([{ name }, figures]) => [name, ...spread(figures), times(figures.median / base)]);
  print('The Iris stack, both backends, from the shell', ['', 'median', 'min .. max', 'to synth'], rows);
  return base;
}

/** `helm template` of a new chart, and of the one that VIGIE_BENCH_CHART names; none where helm is not installed. */
function charts(): Command[] {
  const tools = process.env.VIGIE_TOOLS ?? join(homedir(), '.cache', 'vigie-tools');
  const folders = [join(tools, 'bin'), ...(process.env.PATH ?? '').split(delimiter)];
  const helm = folders.map((folder) => join(folder, 'helm')).find((file) => existsSync(file));
  if (helm === undefined) {
    console.log('helm is not installed: it is left out');
    return [];
  }
  const created = join(scratch, 'created');
  run({ name: 'helm create', argv: [helm, 'create', created] });
  const template = (name: string, chart: string): Command => ({ name: `helm template ${name}`, argv: [helm, 'template', 'bench', chart] });
  const given = process.env.VIGIE_BENCH_CHART;
  return [template('(helm create)', created), ...(given === undefined ? [] : [template(given.split('/').at(-1)!, given)])];
}

/** Where the time of one synth goes. */
function parts(synth: number): void {
  const taken = partsOf(reports<IrisParts>('iris', [], rounds + 1).slice(1));
  const names: Readonly<Record<keyof IrisParts, string>> = {
    start: 'node, run.mjs, reading the bundle',
    load: 'loading the library and cdk8s',
    declare: 'declaring',
    compile: 'compiling',
    checks: 'checks',
    yaml: 'YAML',
    write: 'writing',
  };
  const rows = (Object.keys(names) as (keyof IrisParts)[]).map((part) => [names[part], ...spread(taken[part]), `${((100 * taken[part].median) / synth).toFixed(0)} %`]);
  print('The same synth in its parts', ['', 'median', 'min .. max', 'of the synth'], rows);
}

/** Apps with many monitored services, each in a process of its own. */
function growth(): void {
  const sizes = [1000, 10_000] as const;
  const rows: string[][] = [];
  for (const backend of ['standalone', 'operator']) {
    const [small, large] = sizes.map((count) => reports<ServicesReport>('services', [String(count), backend], 3));
    for (const part of ['declare', 'compile', 'checks', 'yaml', 'write', 'synth'] as const) rows.push(grown(`${backend}: ${part}`, small!.map((report) => report[part]), large!.map((report) => report[part])));
    rows.push([`${backend}: memory`, ...[small!, large!].map((all) => megabytes(figuresOf(all.map(({ peak }) => peak)).median))]);
    rows.push([`${backend}: files`, ...[small!, large!].map(([report]) => megabytes(report!.bytes))]);
    const findings = [small!, large!].map(([report]) => report!.findings);
    if (findings.some((number) => number > 0)) rows.push([`${backend}: findings`, ...findings.map(String)]);
  }
  const [small, large] = sizes.map((count) => reports<StockReport>('stock', [String(count), 'together'], count > 1000 ? 1 : 3));
  rows.push(grown('cdk8s alone, one chart', small!.map(({ synth }) => synth), large!.map(({ synth }) => synth)));
  rows.push(['cdk8s alone, one chart: memory', ...[small!, large!].map((all) => megabytes(figuresOf(all.map(({ peak }) => peak)).median))]);
  // 10,000 charts take cdk8s minutes: it validates the whole app for every chart.
  const [apart] = reports<StockReport>('stock', ['1000', 'apart'], 1);
  rows.push(['cdk8s alone, a chart for each service', milliseconds(apart!.synth), 'not run']);
  print('Many services in one app', ['', ...sizes.map((count) => `${count} services`), 'growth'], rows);
}

function grown(name: string, small: readonly number[], large: readonly number[]): string[] {
  const [from, to] = [figuresOf(small), figuresOf(large)];
  return [name, milliseconds(from.median), milliseconds(to.median), times(to.median / from.median)];
}

function print(title: string, heading: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log(`\n${title}\n${table(heading, rows)}`);
}
