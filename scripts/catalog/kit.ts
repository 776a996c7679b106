import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { get as httpGet } from 'node:http';
import { get as httpsGet, type RequestOptions } from 'node:https';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a program needs to be run for its /metrics: a folder of its own, processes that end with it. */
export interface Kit {
  /** A new, empty folder. */
  readonly folder: string;
  /** Starts a program; it is stopped when the kit is closed. */
  start(program: string, args: readonly string[], options?: { cwd?: string; env?: Readonly<Record<string, string>> }): void;
  /** Runs a program to its end and gives what it printed; throws where it fails. */
  run(program: string, args: readonly string[], options?: RunOptions): Promise<string>;
  /** What a program says of its flags; some say it on stderr. */
  help(program: string): Promise<string>;
  /** Runs something before the folder goes, the last named first. */
  onClose(end: () => Promise<void>): void;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** The folder of the conformance kit. */
export const toolFolder = process.env.VIGIE_TOOLS ?? join(homedir(), '.cache', 'vigie-tools');

/** A program of the conformance kit, as test/conformance/control-plane/build.sh or tools/build.sh makes it. */
export const tool = (name: string): string => join(toolFolder, 'bin', name);

/** A file of the unpacked Debian packages, as tools/build.sh makes them: bin/NAME starts a program, source/NAME/ has its source. */
export const debian = (path: string): string => join(toolFolder, 'debian', path);

/** Runs `use` with a kit, then stops all that it started. */
export async function withKit<T>(use: (kit: Kit) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-catalog-'));
  const ends: (() => Promise<void>)[] = [];
  const kit: Kit = {
    folder,
    start(program, args, options = {}) {
      const log = openSync(join(folder, 'log'), 'a');
      const child = spawn(program, args, {
        cwd: options.cwd ?? folder,
        env: { ...process.env, ...options.env },
        stdio: ['ignore', log, log],
      });
      closeSync(log);
      let failure = '';
      child.on('error', (error) => (failure = error.message));
      const ended = new Promise<void>((resolve) => child.on('close', () => resolve()).on('error', () => resolve()));
      ends.push(async () => {
        child.kill('SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
        await ended;
        clearTimeout(timer);
        if (failure) throw new Error(`${program}: ${failure}`);
      });
    },
    run: (program, args, options = {}) => runToEnd(program, args, { cwd: folder, ...options }),
    help: (program) => runToEnd('sh', ['-c', '"$0" --help 2>&1', program], { cwd: folder }),
    onClose: (end) => ends.push(end),
  };
  try {
    return await use(kit);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${tail(join(folder, 'log'))}`, { cause: error });
  } finally {
    for (const end of ends.reverse()) await end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function tail(file: string): string {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(-15).join('\n');
  } catch {
    return '';
  }
}

/** Runs a program to its end and gives what it printed; throws where it fails. */
export function runToEnd(program: string, args: readonly string[], options: RunOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const stdin = options.input === undefined ? 'ignore' : 'pipe';
    const child = spawn(program, args, { cwd: options.cwd, env: { ...process.env, ...options.env }, stdio: [stdin, 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout!.on('data', (chunk) => (out += chunk));
    child.stderr!.on('data', (chunk) => (err += chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`${program} ${args.join(' ')}: exit ${code}\n${err}`))));
    child.stdin?.end(options.input);
  });
}

let lastPort = 23_000 + (process.pid % 80) * 100;

/** A TCP port of 127.0.0.1 that nobody uses now, and that the kernel gives to no outgoing connection; another one each time. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 1000; tries++) {
    const port = lastPort >= 31_999 ? 23_000 : lastPort + 1;
    lastPort = port; // before waiting: several may ask at once
    if (await isFree(port)) return port;
  }
  throw new Error('no free port from 23000 to 31999');
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

// The Accept header of a Prometheus 3 scrape with default scrape_protocols: the names are those that Prometheus stores.
export const accept =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,' +
  'text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2';

/** A page as Prometheus would fetch it; throws unless the answer is 200. */
export function fetchPage(url: string, options: RequestOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const get = url.startsWith('https:') ? httpsGet : httpGet;
    get(url, { rejectUnauthorized: false, timeout: 60_000, ...options, headers: { accept, ...options.headers } }, (answer) => {
      let text = '';
      answer
        .setEncoding('utf8')
        .on('data', (chunk) => (text += chunk))
        .on('end', () =>
          answer.statusCode === 200 ? resolve(text) : reject(new Error(`${url}: ${answer.statusCode} ${text.slice(0, 200)}`)),
        );
    })
      .on('error', reject)
      .on('timeout', () => reject(new Error(`${url}: no answer within a minute`)));
  });
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until `attempt` gives a value without an error, up to `seconds`; throws its last error. */
export async function until<T>(attempt: () => Promise<T>, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(200);
    }
  }
}

/** A page once it has the same number of lines three times in a row: what fills it has come to rest. */
export async function settled(fetch: () => Promise<string>): Promise<string> {
  let same = 0;
  let last = -1;
  return until(async () => {
    const page = await fetch();
    const lines = page.split('\n').length;
    same = lines === last ? same + 1 : 1;
    last = lines;
    if (same < 3) throw new Error('the page still grows');
    return page;
  });
}

let cache: Promise<string> | undefined;

/** A folder of Go's module cache; fetched where it is absent. */
export async function goModule(module: string, version: string): Promise<string> {
  cache ??= runToEnd('go', ['env', 'GOMODCACHE'], {});
  const folder = join((await cache).trim(), `${module.replace(/[A-Z]/g, (c) => `!${c.toLowerCase()}`)}@${version}`);
  try {
    readFileSync(join(folder, 'go.mod'));
  } catch {
    await runToEnd('go', ['mod', 'download', `${module}@${version}`], { cwd: tmpdir() });
  }
  return folder;
}
