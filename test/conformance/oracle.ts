import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Where the real programs are built to (control-plane/build.sh). */
export const tools = process.env.VIGIE_TOOLS ?? join(homedir(), '.cache', 'vigie-tools');

/** A program that answers each line of JSON with a line of JSON. */
export interface Oracle<Question, Answer> {
  ask(question: Question): Promise<Answer>;
  stop(): void;
}

/** Builds a Go program of this folder, and returns its path; seconds where Go has its packages in the cache, minutes where not. */
export function builtOracle(folder: string): string {
  const program = join(tools, 'bin', folder);
  mkdirSync(join(tools, 'bin'), { recursive: true });
  execFileSync('go', ['build', '-trimpath', '-o', program, '.'], {
    cwd: join('test', 'conformance', folder),
    env: { ...process.env, CGO_ENABLED: '0' },
    stdio: 'inherit',
  });
  return program;
}

/** Builds and starts a Go program of this folder. */
export function startOracle<Question, Answer>(folder: string): Oracle<Question, Answer> {
  const child = spawn(builtOracle(folder), { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting: { resolve(answer: Answer): void; reject(error: Error): void }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()!.resolve(JSON.parse(line) as Answer));
  child.on('exit', (code) => waiting.splice(0).forEach(({ reject }) => reject(new Error(`${folder} ended with ${code}`))));
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify(question)}\n`);
      }),
    stop: () => child.stdin.end(),
  };
}
