import { spawnSync } from 'node:child_process';
import { figuresOf, type Figures } from './figures';

export interface Command {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end. Throws with what it said where it fails: a figure of a failed run says nothing. */
export function run({ name, argv: [program, ...args], env }: Command): { readonly milliseconds: number; readonly stdout: string } {
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, args, { env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 1 << 28 });
  const milliseconds = performance.now() - start;
  if (error) throw error;
  if (status !== 0) throw new Error(`${name} ended with ${status}:\n${stdout.slice(-2000)}${stderr.slice(-2000)}`);
  return { milliseconds, stdout };
}

/** Times commands side by side: one round runs each of them once, so that a busy moment of the machine meets all alike. */
export function race(commands: readonly Command[], rounds: number): ReadonlyMap<Command, Figures> {
  const taken = new Map(commands.map((command): [Command, number[]] => [command, []]));
  // The first run fills the caches of the disk and of the bundles.
  for (const command of commands) run(command);
  for (let round = 0; round < rounds; round++) {
    for (const command of commands) taken.get(command)!.push(run(command).milliseconds);
  }
  return new Map([...taken].map(([command, milliseconds]) => [command, figuresOf(milliseconds)]));
}

/** Runs a program of this folder several times, each in a process of its own, and reads the JSON that it prints. */
export function reports<Report>(name: string, argv: readonly string[], runs: number): readonly Report[] {
  const command: Command = { name, argv: [process.execPath, 'scripts/run.mjs', `test/bench/${name}.ts`, ...argv] };
  return Array.from({ length: runs }, () => JSON.parse(run(command).stdout) as Report);
}

/** The figures of each part of several reports. */
export function partsOf<Part extends string>(all: readonly Readonly<Record<Part, number>>[]): Readonly<Record<Part, Figures>> {
  const parts = Object.keys(all[0] ?? {}) as Part[];
  return Object.fromEntries(parts.map((part) => [part, figuresOf(all.map((report) => report[part]))])) as Record<Part, Figures>;
}
