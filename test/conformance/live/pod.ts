import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Container, Pod } from 'kubernetes-types/core/v1';
import { program } from '../programs';
import type { PrivateCluster } from './private-cluster';
import { layOut } from './volumes';

/** The program in each image of the stack that is at hand, by its container's name. Grafana is not among them. */
const programOf: Readonly<Record<string, string>> = {
  prometheus: 'prometheus',
  alertmanager: 'alertmanager',
  'kube-state-metrics': 'kube-state-metrics',
  'node-exporter': 'node_exporter',
};

/** Where the cluster's programs find the API server (Kubernetes documentation, "Accessing the API from within a Pod"). */
const serviceEnvironment = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };

export const canRun = ({ spec }: Pod) => programOf[spec!.containers[0]!.name] !== undefined;

/** A pod whose container really runs. */
export interface RunningPod {
  readonly pod: Pod;
  readonly address: string;
  /** Brings its ConfigMaps and Secrets up to date, as a kubelet does from time to time. */
  refresh(): Promise<void>;
}

const environmentOf = ({ env = [] }: Container) =>
  Object.fromEntries(
    env.map(({ name, value }) => {
      if (value === undefined) throw new Error(`the variable ${name} has no plain value, which is not served here`);
      return [name, value];
    }),
  );

/** Runs a pod as the API server has it: its arguments, volumes, user and root folder; nothing of it is changed. */
export async function startPod(pod: Pod, cluster: PrivateCluster): Promise<RunningPod> {
  const { name } = pod.metadata!;
  const {
    containers: [container],
    volumes = [],
    securityContext,
  } = pod.spec!;
  const places = join(cluster.folder, 'pods', name!);
  const layOutAll = () =>
    Promise.all(volumes.map(async (volume) => [volume.name, await layOut(volume, pod, join(places, 'volumes'), cluster)] as const));
  const volumePlaces = new Map(await layOutAll());

  const root = join(places, 'root');
  const binary = `/bin/${programOf[container!.name]}`;
  const mounts = [{ from: program(programOf[container!.name]!), to: binary, mode: 'ro' }];
  for (const { name: volumeName, mountPath, readOnly, subPath } of container!.volumeMounts ?? []) {
    if (subPath !== undefined) throw new Error(`${mountPath} is a part of a volume, which is not served here`);
    mounts.push({ from: volumePlaces.get(volumeName)!, to: mountPath, mode: readOnly ? 'ro' : 'rw' });
  }
  mkdirSync(join(root, 'proc'), { recursive: true });
  mkdirSync(dirname(join(root, binary)), { recursive: true });
  writeFileSync(join(root, binary), '');
  for (const { to } of mounts.slice(1)) mkdirSync(join(root, to), { recursive: true });

  const { runAsUser, runAsGroup = runAsUser } = { ...securityContext, ...container!.securityContext };
  const rootMode = container!.securityContext?.readOnlyRootFilesystem ? 'ro' : 'rw';
  cluster.processes.start(
    name!,
    [
      ...(await cluster.networkOf(pod.status!.podIP!)),
      'unshare',
      '--mount',
      join(__dirname, 'pod.sh'),
      root,
      `${runAsUser}:${runAsGroup}`,
      rootMode,
      ...mounts.flatMap(({ from, to, mode }) => [mode, from, to]),
      '--',
      ...(container!.command ?? [binary]),
      ...(container!.args ?? []),
    ],
    { ...serviceEnvironment, ...environmentOf(container!) },
  );
  return {
    pod,
    address: pod.status!.podIP!,
    refresh: async () => {
      await layOutAll();
    },
  };
}
