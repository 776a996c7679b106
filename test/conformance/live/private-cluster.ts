import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { until } from '../cluster';
import { kit, program, tools } from '../programs';
import { type Processes, processesOf } from './processes';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** A real control plane with a network of its own, in which every pod and every node has its address to itself. */
export interface PrivateCluster {
  readonly folder: string;
  readonly processes: Processes;
  kubectl(args: readonly string[], input?: string): Promise<string>;
  /** What `kubectl get` gives. */
  get<T>(...args: string[]): Promise<T>;
  /** Asks a URL from inside the network; `options` are curl's. */
  ask(url: string, options?: readonly string[]): Promise<Answer>;
  /** The words before a command that run it where all addresses without an owner are. */
  readonly enter: readonly string[];
  /** The words before a command that run it at an address, which from now on is that network's alone. */
  networkOf(address: string): Promise<readonly string[]>;
  /** The words that run a TypeScript program of this folder. */
  typescript(name: string): readonly string[];
  log(name: string): string;
}

/** What a command says on its standard output; an error with all that it said where it fails. */
function output(command: readonly string[], env: NodeJS.ProcessEnv, input?: string): Promise<string> {
  const [file, ...args] = command;
  return new Promise((resolve, reject) => {
    const child = execFile(file!, args, { env, encoding: 'utf8', maxBuffer: 1 << 28 }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
    child.stdin!.end(input);
  });
}

export async function startPrivateCluster(name: string): Promise<PrivateCluster> {
  if (process.getuid?.() !== 0) throw new Error('the live test makes network namespaces and mounts, which only root may: run it as root');
  const folder = join(tools, 'run', name);
  const script = join(kit, 'cluster.sh');
  const environment = {
    ...process.env,
    VIGIE_TOOLS: tools,
    CLUSTER_DIR: folder,
    CLUSTER_NETNS: '1',
    CLUSTER_PARTS: 'kcm scheduler kwok',
    CLUSTER_PORTS: '0', // the API server is at port 443, where a cluster's own programs look for it
  };
  await output([script, 'reset'], environment);
  const processes = processesOf(folder, script, environment);
  try {
    await output([script, 'up'], environment);
    return await networked(folder, processes);
  } catch (error) {
    await processes.stop();
    throw error;
  }
}

async function networked(folder: string, processes: Processes): Promise<PrivateCluster> {
  const network = `/proc/${readFileSync(join(folder, 'netns.pid'), 'utf8').trim()}/ns/net`;
  const enter = ['nsenter', `--net=${network}`];
  await output(
    [
      ...enter,
      'sh',
      '-ec',
      `
    echo 1 > /proc/sys/net/ipv4/ip_forward
    ip address del 198.18.0.1/16 dev lo # a pod may have this one
    ip address add 198.18.255.1/16 dev lo
  `,
    ],
    process.env,
  );

  const log = (of: string) => readFileSync(join(folder, 'log', `${of}.log`), 'utf8');
  const kubectl = (args: readonly string[], input?: string) =>
    output([...enter, program('kubectl'), '--kubeconfig', join(folder, 'kubeconfig'), ...args], process.env, input);

  async function makeNetwork(address: string, link: string): Promise<readonly string[]> {
    const holder = `network-${address}`;
    const { pid } = processes.start(holder, ['unshare', '--net', join(__dirname, 'network.sh'), address, network, link]);
    await until(
      () => log(holder),
      (text) => text.includes('ready'),
      30,
    );
    return ['nsenter', `--net=/proc/${pid}/ns/net`];
  }
  const networks = new Map<string, Promise<readonly string[]>>();

  return {
    folder,
    processes,
    enter,
    kubectl,
    log,
    get: async <T>(...args: string[]) => JSON.parse(await kubectl(['get', ...args, '-o', 'json'])) as T,
    async ask(url, options = []) {
      const said = await output([...enter, 'curl', '-sS', '-m', '20', '-w', '\n%{http_code}', ...options, url], process.env);
      const end = said.lastIndexOf('\n');
      return { status: Number(said.slice(end + 1)), body: said.slice(0, end) };
    },
    networkOf(address) {
      const made = networks.get(address) ?? makeNetwork(address, `link${networks.size}`);
      networks.set(address, made);
      return made;
    },
    typescript(name) {
      const bundle = join(folder, 'programs', `${name}.cjs`);
      buildSync({
        entryPoints: [join(__dirname, `${name}.ts`)],
        outfile: bundle,
        bundle: true,
        platform: 'node',
        target: 'node20',
        logLevel: 'error',
      });
      return [process.execPath, bundle];
    },
  };
}
