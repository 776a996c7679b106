import type { Container, EnvVar, PodSpec, ResourceRequirements, SecurityContext, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { quantity } from './size';

/** A volume and where a container sees it. */
export interface Mount {
  readonly name: string;
  readonly path: string;
  readonly source: Omit<Volume, 'name'>;
  /** @default - read only */
  readonly writable?: true;
}

export const configMapMount = (name: string, path: string, configMaps: readonly string[]): Mount => ({
  name,
  path,
  source:
    configMaps.length === 1
      ? { configMap: { name: configMaps[0]! } }
      : { projected: { sources: configMaps.map((configMap) => ({ configMap: { name: configMap } })) } },
});

/** A Secret that may come later: the pod starts without it, and the kubelet adds the files when it is there. */
export const secretMount = (secret: string, path: string): Mount => ({
  name: `secret-${secret}`.slice(0, 63),
  path,
  source: { secret: { secretName: secret, optional: true } },
});

/** A key of a Secret or ConfigMap and the path at which a program reads it. */
export interface FileOfKey {
  readonly from: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly key: string;
  readonly path: string;
}

/** Keys as files, a volume for each folder. What is not there yet may come later: the pod starts without it. */
export function filesMounts(files: readonly FileOfKey[]): readonly Mount[] {
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));
  const unique = [...new Map(files.map((file) => [file.path, file])).values()];
  return [...new Set(unique.map(({ path }) => folderOf(path)))].map((folder) => ({
    name: folder.slice(folder.lastIndexOf('/') + 1),
    path: folder,
    source: { projected: { sources: unique.filter(({ path }) => folderOf(path) === folder).map((file) => keySource(file, folder)) } },
  }));
}

function keySource({ from, name, key, path }: FileOfKey, folder: string) {
  const source = { name, optional: true, items: [{ key, path: path.slice(folder.length + 1) }] };
  return from === 'Secret' ? { secret: source } : { configMap: source };
}

export const scratchMount = (name: string, path: string): Mount => ({ name, path, source: { emptyDir: {} }, writable: true });

export const claimMount = (name: string, path: string, claimName: string): Mount => ({
  name,
  path,
  source: { persistentVolumeClaim: { claimName } },
  writable: true,
});

export interface Program {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly ports?: Readonly<Record<string, number>>;
  readonly mounts?: readonly Mount[];
  /** HTTP paths on the first port that say whether it runs, and whether it can serve. */
  readonly probes?: { readonly live: string; readonly ready: string; readonly startupSeconds?: number };
  readonly resources: Resources;
}

export interface Resources {
  /** A Kubernetes quantity: `50m`. */
  readonly cpu: string;
  /** MiB. */
  readonly memory: number;
  /** MiB. @default - twice the request: room for a burst, and an end to a leak */
  readonly memoryLimit?: number;
}

/** No CPU limit: a limit throttles a program while cores are idle, and the requests already divide them fairly. */
export function requirements({ cpu, memory, memoryLimit = 2 * memory }: Resources): ResourceRequirements {
  return { requests: { cpu, memory: quantity(memory) }, limits: { memory: quantity(memoryLimit) } };
}

/** What Pod Security `restricted` asks of a container, and a root file system that cannot be written. */
const confined: SecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

export function container(program: Program): Container {
  const { name, image, command, args, env, ports = {}, mounts = [], probes, resources } = program;
  const [portName] = Object.keys(ports);
  const http = (path: string) => ({ httpGet: { path, port: portName! } });
  return {
    name,
    image,
    ...(command && { command: [...command] }),
    ...(args && { args: [...args] }),
    ...(env && { env: [...env] }),
    ...(portName && { ports: Object.entries(ports).map(([port, containerPort]) => ({ name: port, containerPort })) }),
    ...(probes && {
      startupProbe: { ...http(probes.ready), periodSeconds: 5, failureThreshold: Math.ceil((probes.startupSeconds ?? 60) / 5) },
      readinessProbe: http(probes.ready),
      livenessProbe: { ...http(probes.live), failureThreshold: 6 },
    }),
    resources: requirements(resources),
    securityContext: confined,
    ...(mounts.length > 0 && { volumeMounts: mounts.map(volumeMount) }),
  };
}

const volumeMount = ({ name, path, writable }: Mount): VolumeMount => ({ name, mountPath: path, ...(!writable && { readOnly: true }) });

export interface PodOptions {
  readonly programs: readonly Program[];
  readonly initPrograms?: readonly Program[];
  /** The numeric user and group that the image is made for; volumes belong to it. */
  readonly user: number;
  /** Gives the pod a token of this account. @default - no token, and the namespace's default account */
  readonly account?: string;
  /** What the host lends to the pod; it then needs a privileged namespace. @default - nothing */
  readonly host?: Pick<PodSpec, 'hostNetwork' | 'hostPID' | 'tolerations'>;
}

/** A pod that meets Pod Security `restricted`, but for what the host lends to it. */
export function podSpec({ programs, initPrograms = [], user, account, host }: PodOptions): PodSpec {
  const mounts = [...initPrograms, ...programs].flatMap((program) => program.mounts ?? []);
  const volumes = [...new Map(mounts.map(({ name, source }) => [name, { name, ...source }])).values()];
  return {
    ...(account ? { serviceAccountName: account, automountServiceAccountToken: true } : { automountServiceAccountToken: false }),
    ...host,
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    securityContext: { runAsNonRoot: true, runAsUser: user, runAsGroup: user, fsGroup: user, seccompProfile: { type: 'RuntimeDefault' } },
    ...(initPrograms.length > 0 && { initContainers: initPrograms.map(container) }),
    containers: programs.map(container),
    ...(volumes.length > 0 && { volumes }),
  };
}
