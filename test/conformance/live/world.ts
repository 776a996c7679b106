import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeList, Pod, PodList } from 'kubernetes-types/core/v1';
import { until, volumes } from '../cluster';
import { dist } from '../dist';
import type { Behaviour } from './behaviour';
import { type Replica, startReplica } from './iris-replica';
import { type Kubelet, startKubelet } from './kubelet-of-node';
import { canRun, type RunningPod, startPod } from './pod';
import { type Answer, type PrivateCluster, startPrivateCluster } from './private-cluster';

/** A message as Alertmanager sends it to Slack. */
export interface Message {
  readonly channel: string;
  readonly attachments: readonly { readonly title: string; readonly text: string }[];
}

/** A cluster to which dist/ was applied and whose pods run: all but Grafana's. */
export interface World {
  readonly cluster: PrivateCluster;
  readonly iris: readonly Replica[];
  readonly kubelets: readonly Kubelet[];
  /** The pod of dist/ that runs a container of this name. */
  pod(container: string): RunningPod;
  /** Asks a program of the stack for the JSON at a path. */
  prometheus<T>(path: string, options?: readonly string[]): Promise<T>;
  alertmanager<T>(path: string): Promise<T>;
  /** What was sent to Slack, in the order of arrival. */
  messages(): readonly Message[];
  stop(): Promise<void>;
}

/** Where Slack is: outside of the cluster, and reached from inside it. */
const slack = { address: '198.18.254.1', port: 80 } as const;

const isReady = ({ status }: Pod) =>
  status?.podIP !== undefined && (status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false);

const isIris = ({ metadata }: Pod) => metadata!.labels?.app === 'iris-api';
const byName = (a: Pod, b: Pod) => (a.metadata!.name! < b.metadata!.name! ? -1 : 1);

/** Starts a world in which the replicas of the Iris API behave as told from their first scrape on. */
export async function startWorld(name: string, behaviours: readonly Behaviour[]): Promise<World> {
  const cluster = await startPrivateCluster(name);
  try {
    return await inhabited(cluster, behaviours);
  } catch (error) {
    await cluster.processes.stop();
    throw error;
  }
}

async function inhabited(cluster: PrivateCluster, behaviours: readonly Behaviour[]): Promise<World> {
  const { folder, processes, kubectl, get, ask } = cluster;
  await kubectl(['apply', '-f', '-'], volumes(4));
  await kubectl(['apply', '-f', dist]);
  await kubectl(['apply', '-f', join(__dirname, 'iris.yaml')]);

  const messagesFile = join(folder, 'messages.jsonl');
  processes.start('webhook', [...cluster.enter, ...cluster.typescript('webhook'), slack.address, String(slack.port), messagesFile]);
  const { items: nodes } = await get<NodeList>('nodes');
  const kubelets = await Promise.all(nodes.map((node) => startKubelet(node, cluster)));

  const pods = await until(
    async () => (await get<PodList>('pods', '--all-namespaces')).items,
    (found) => found.length >= 8 && found.every(isReady),
    120,
  );
  const iris = await Promise.all(
    pods
      .filter(isIris)
      .sort(byName)
      .map((pod, index) => startReplica(pod, behaviours[index]!, cluster)),
  );
  const running = await Promise.all(pods.filter(canRun).map((pod) => startPod(pod, cluster)));
  const podOf = (container: string) => running.find(({ pod }) => pod.spec!.containers[0]!.name === container)!;

  // As the README has it: whoever may know the webhook's address says it, before or after the stack is there.
  await kubectl([
    'create',
    'secret',
    'generic',
    'alertmanager-slack',
    '--namespace',
    'mlops',
    '--from-literal',
    `webhook-url=http://${slack.address}/hook`,
  ]);
  await podOf('alertmanager').refresh();

  async function json<T>(container: string, port: number, path: string, options: readonly string[] = []): Promise<T> {
    const { status, body }: Answer = await ask(`http://${podOf(container).address}:${port}${path}`, options);
    if (status !== 200) throw new Error(`${container} answers ${status} to ${path}: ${body}`);
    return JSON.parse(body) as T;
  }
  await until(
    () => ask(`http://${podOf('prometheus').address}:9090/-/ready`).catch((error: Error) => ({ status: 0, body: error.message })),
    ({ status }) => status === 200,
    60,
  );

  return {
    cluster,
    iris,
    kubelets,
    pod: podOf,
    prometheus: (path, options) => json('prometheus', 9090, path, options),
    alertmanager: (path) => json('alertmanager', 9093, path),
    messages: () =>
      (existsSync(messagesFile) ? readFileSync(messagesFile, 'utf8').trimEnd().split('\n') : []).map(
        (line) => (JSON.parse(line) as { message: Message }).message,
      ),
    stop: () => processes.stop(),
  };
}
