import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { type Figures, figuresOf } from './figures';

export interface Command {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  readonly env?: NodeJS.ProcessEnv;
  /** The exit codes of a run that did its work. @default - 0 */
  readonly statuses?: readonly number[];
}

/** Runs a command to its end. Throws with what it said where it fails: a figure of a failed run says nothing. */
export function run({ name, argv: [program, ...args], env, statuses = [0] }: Command): {
  readonly milliseconds: number;
  readonly stdout: string;
} {
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const milliseconds = performance.now() - start;
  if (error) throw error;
  if (!statuses.includes(status!)) throw new Error(`${name} ended with ${status}:\n${stdout.slice(-2000)}${stderr.slice(-2000)}`);
  return { milliseconds, stdout };
}

export interface Race {
  readonly wall: Figures;
  /** Milliseconds of processor time of one run on average, with all that it starts. @default - the system does not say */
  readonly processor?: number;
}

/** Times commands side by side: one round runs each of them once, so that a busy moment of the machine meets all alike. */
export function race(commands: readonly Command[], rounds: number): ReadonlyMap<Command, Race> {
  const taken = new Map(commands.map((command) => [command, { wall: [] as number[], processor: 0 }]));
  // The first run fills the caches of the disk and of the bundles.
  for (const command of commands) run(command);
  for (let round = 0; round < rounds; round++) {
    for (const command of commands) {
      const sum = taken.get(command)!;
      const before = processorTimeOfChildren();
      sum.wall.push(run(command).milliseconds);
      sum.processor += processorTimeOfChildren() - before;
    }
  }
  return new Map(
    [...taken].map(([command, { wall, processor }]) => [
      command,
      { wall: figuresOf(wall), ...(processor > 0 && { processor: processor / rounds }) },
    ]),
  );
}

export interface Cost {
  readonly wall: number;
  /** Milliseconds of processor time, on all cores. @default - the system does not say */
  readonly processor: number;
  /** Bytes of memory at its highest, seen each 5 ms. @default - 0: the system does not say */
  readonly peak: number;
}

/** Runs a command to its end, one that writes its result to files. Throws where it fails. */
export function costOf({ name, argv: [program, ...args] }: Command): Promise<Cost> {
  return new Promise((resolve, reject) => {
    const before = processorTimeOfChildren();
    const start = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    let peak = 0;
    const look = setInterval(() => (peak = Math.max(peak, residentSize(child.pid))), 5);
    child.on('error', reject);
    child.on('close', (status) => {
      clearInterval(look);
      if (status !== 0) reject(new Error(`${name} ended with ${status}:\n${said.slice(-2000)}`));
      else resolve({ wall: performance.now() - start, processor: processorTimeOfChildren() - before, peak });
    });
  });
}

/** The most memory that a process has had so far: VmHWM of proc(5), in bytes. */
function residentSize(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Of all processes that this one has waited for: `cutime` and `cstime` of proc(5), in ticks of 10 ms. */
function processorTimeOfChildren(): number {
  if (platform() !== 'linux') return NaN;
  const afterName = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ');
  return (Number(afterName[13]) + Number(afterName[14])) * 10;
}

/** Runs a program of this folder in a process of its own, and reads the JSON that it prints. */
export function report<Report>(name: string, ...argv: readonly string[]): Report {
  return JSON.parse(run({ name, argv: [process.execPath, 'scripts/run.mjs', `test/bench/${name}.ts`, ...argv] }).stdout) as Report;
}

/** The figures of each part of several reports. */
export function partsOf<Part extends string>(all: readonly Readonly<Record<Part, number>>[]): Readonly<Record<Part, Figures>> {
  const parts = Object.keys(all[0] ?? {}) as Part[];
  return Object.fromEntries(parts.map((part) => [part, figuresOf(all.map((report) => report[part]))])) as Record<Part, Figures>;
}
