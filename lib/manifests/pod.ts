import type { Container, EnvVar, PodSpec, SecurityContext, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { withSecurity } from './added-containers';
import { envVars } from './env';
import { mountedVolumes } from './mounted-volumes';
import type { ProgramOptions, Resources } from './program-options';
import { type Needs, requirements } from './requirements';
import { scheduling } from './scheduling';
import { emptyDirOf, type Storage } from './storage';

/** A volume and where a container sees it. */
export interface Mount {
  readonly name: string;
  readonly path: string;
  /** @default - the claim of this name that each replica has of its own */
  readonly source?: Omit<Volume, 'name'>;
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

/** Where a program writes: a claim, or room on the node. */
export const storageMount = (name: string, path: string, storage: Storage, claimName: string): Mount =>
  storage.kind === 'ephemeral'
    ? { name, path, source: { emptyDir: emptyDirOf(storage) }, writable: true }
    : claimMount(name, path, storage.claim ?? claimName);

/** Where each of several replicas writes: a claim of its own, or room on its node. */
export const replicaMount = (name: string, path: string, storage: Storage): Mount =>
  storage.kind === 'ephemeral' ? storageMount(name, path, storage, '') : { name, path, writable: true };

export const claimMount = (name: string, path: string, claimName: string): Mount => ({
  name,
  path,
  source: { persistentVolumeClaim: { claimName } },
  writable: true,
});

export interface ContainerProgram {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly ports?: Readonly<Record<string, number>>;
  readonly mounts?: readonly Mount[];
  /** HTTP paths on the first port that say whether it runs, and whether it can serve. */
  readonly probes?: { readonly live: string; readonly ready: string; readonly startupSeconds?: number };
  readonly resources: Needs;
  /** What its user says of its resources, where `options` speak of another one. @default - nothing */
  readonly said?: Resources;
}

/** What Pod Security `restricted` asks of a container, and a root file system that cannot be written. */
const confined: SecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

export function container(program: ContainerProgram, options: ProgramOptions = {}): Container {
  const { name, image, command, ports = {}, mounts = [], probes, resources } = program;
  const args = [...(program.args ?? []), ...(options.args ?? [])];
  const env = [...(program.env ?? []).filter((own) => !Object.hasOwn(options.env ?? {}, own.name)), ...envVars(options.env)];
  const volumeMounts = [...mounts.map(volumeMount), ...mountedVolumes(options.volumes).volumeMounts];
  const [portName] = Object.keys(ports);
  const http = (path: string) => ({ httpGet: { path, port: portName! } });
  return {
    name,
    image,
    ...(command && { command: [...command] }),
    ...(args.length > 0 && { args }),
    ...(env.length > 0 && { env }),
    ...(portName && { ports: Object.entries(ports).map(([port, containerPort]) => ({ name: port, containerPort })) }),
    ...(probes && {
      startupProbe: { ...http(probes.ready), periodSeconds: 5, failureThreshold: Math.ceil((probes.startupSeconds ?? 60) / 5) },
      readinessProbe: http(probes.ready),
      livenessProbe: { ...http(probes.live), failureThreshold: 6 },
    }),
    resources: requirements(resources, options.resources ?? program.said),
    securityContext: confined,
    ...(volumeMounts.length > 0 && { volumeMounts }),
  };
}

const volumeMount = ({ name, path, writable }: Mount): VolumeMount => ({ name, mountPath: path, ...(!writable && { readOnly: true }) });

export interface PodPlan {
  /** The first one is the program that `options` speak of. */
  readonly programs: readonly ContainerProgram[];
  readonly initPrograms?: readonly ContainerProgram[];
  /** The numeric user and group that the image is made for; volumes belong to it. */
  readonly user: number;
  readonly account: string;
  /** The pod gets a token of its account. @default - none: it asks the API server nothing */
  readonly token?: true;
  /** What the host lends to the pod; it then needs a privileged namespace. @default - nothing */
  readonly host?: Pick<PodSpec, 'hostNetwork' | 'hostPID' | 'tolerations'>;
  readonly options?: ProgramOptions;
}

/** A pod that meets Pod Security `restricted`, but for what the host lends to it. */
export function podSpec({ programs, initPrograms = [], user, account, token, host, options = {} }: PodPlan): PodSpec {
  const mounts = [...initPrograms, ...programs].flatMap((program) => program.mounts ?? []);
  const own = [...new Map(mounts.map(({ name, source }) => [name, source && { name, ...source }])).values()];
  const volumes = [...own.filter((one) => one !== undefined), ...(mountedVolumes(options.volumes).volumes as readonly Volume[])];
  const [containers, initContainers] = [options.containers, options.initContainers].map(
    (said = []) => said.map(withSecurity) as readonly Container[],
  ) as [readonly Container[], readonly Container[]];
  const tolerations = [...(host?.tolerations ?? []), ...(options.pod?.tolerations ?? [])];
  return {
    automountServiceAccountToken: token === true,
    serviceAccountName: account,
    ...host,
    ...(scheduling(options.pod) as Partial<PodSpec>),
    ...(tolerations.length > 0 && { tolerations }),
    securityContext: { runAsNonRoot: true, runAsUser: user, runAsGroup: user, fsGroup: user, seccompProfile: { type: 'RuntimeDefault' } },
    ...(initPrograms.length + initContainers.length > 0 && {
      initContainers: [...initPrograms.map((program) => container(program)), ...initContainers],
    }),
    containers: [...programs.map((program, index) => container(program, index === 0 ? options : {})), ...containers],
    ...(volumes.length > 0 && { volumes }),
  };
}
