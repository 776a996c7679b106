import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Programs that end with the test, whether it passes, fails, is interrupted or is killed. */
export interface Processes {
  /** Starts a program with this environment and no other; what it says goes to log/NAME.log. */
  start(name: string, command: readonly string[], environment?: Readonly<Record<string, string>>): ChildProcess;
  /** Stops all of them and the cluster, and deletes the folder. */
  stop(): Promise<void>;
}

export function processesOf(folder: string, clusterScript: string, clusterEnvironment: NodeJS.ProcessEnv): Processes {
  mkdirSync(join(folder, 'log'), { recursive: true });
  // Detached, so that an interrupt of the terminal reaches the test but not who cleans up after it.
  const reaper = spawn(join(__dirname, 'reaper.sh'), [folder, clusterScript], {
    env: clusterEnvironment,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  return {
    start(name, [program, ...args], environment = {}) {
      const log = openSync(join(folder, 'log', `${name}.log`), 'a');
      const child = spawn(program!, args, { env: { PATH: path, ...environment, LIVE_WORLD: folder }, stdio: ['ignore', log, log] });
      reaper.stdin.write(`${child.pid}\n`);
      return child;
    },
    async stop() {
      reaper.stdin.end();
      if (reaper.exitCode === null) await once(reaper, 'exit');
    },
  };
}
