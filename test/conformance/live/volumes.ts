import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { ConfigMap, DownwardAPIVolumeFile, KeyToPath, Pod, Secret, Volume, VolumeProjection } from 'kubernetes-types/core/v1';

/** What a volume's content is asked of. */
export interface Source {
  kubectl(args: readonly string[]): Promise<string>;
}

async function objectOf<T>({ kubectl }: Source, kind: string, namespace: string, name: string): Promise<T | undefined> {
  const text = await kubectl(['get', kind, name, '--namespace', namespace, '--ignore-not-found', '-o', 'json']);
  return text === '' ? undefined : (JSON.parse(text) as T);
}

/** A token as a kubelet gets it: of the pod's account, and good as long as the pod is there. */
const tokenOf = async ({ kubectl }: Source, { metadata, spec }: Pod) =>
  (
    await kubectl([
      'create',
      'token',
      spec!.serviceAccountName!,
      '--namespace',
      metadata!.namespace!,
      '--duration',
      '1h',
      '--bound-object-kind',
      'Pod',
      '--bound-object-name',
      metadata!.name!,
      '--bound-object-uid',
      metadata!.uid!,
    ])
  ).trim();

/** Paths in a volume, and what is in them. */
type Content = Readonly<Record<string, string>>;

/** All keys under their own names, or those that `items` names under the paths that it gives. */
const chosen = (data: Content, items: readonly KeyToPath[] | undefined): Content =>
  items === undefined ? data : Object.fromEntries(items.map(({ key, path }) => [path, data[key]!]));

const decoded = (data: Content = {}): Content =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]));

function downward({ path, fieldRef }: DownwardAPIVolumeFile, { metadata }: Pod): Content {
  if (fieldRef?.fieldPath !== 'metadata.namespace') throw new Error(`the field ${fieldRef?.fieldPath} of a pod is not served here`);
  return { [path]: metadata!.namespace! };
}

async function projected(
  { configMap, secret, serviceAccountToken, downwardAPI }: VolumeProjection,
  pod: Pod,
  source: Source,
): Promise<Content> {
  const namespace = pod.metadata!.namespace!;
  const needed = <T>(found: T | undefined, optional: boolean | undefined, what: string) => {
    if (found === undefined && !optional) throw new Error(`pod ${pod.metadata!.name} needs ${what}, which does not exist`);
    return found;
  };
  if (configMap) {
    const found = needed(
      await objectOf<ConfigMap>(source, 'configmap', namespace, configMap.name!),
      configMap.optional,
      `ConfigMap ${configMap.name}`,
    );
    return chosen(found?.data ?? {}, found && configMap.items);
  }
  if (secret) {
    const found = needed(await objectOf<Secret>(source, 'secret', namespace, secret.name!), secret.optional, `Secret ${secret.name}`);
    return chosen(decoded(found?.data), found && secret.items);
  }
  if (serviceAccountToken) return { [serviceAccountToken.path]: await tokenOf(source, pod) };
  return Object.assign({}, ...(downwardAPI?.items ?? []).map((file) => downward(file, pod))) as Content;
}

/** What the API server holds of a volume; undefined for one that is a folder. */
async function contentOf({ configMap, secret, projected: projection }: Volume, pod: Pod, source: Source): Promise<Content | undefined> {
  if (configMap) return projected({ configMap }, pod, source);
  if (secret) return projected({ secret: { name: secret.secretName, items: secret.items, optional: secret.optional } }, pod, source);
  if (!projection) return undefined;
  const parts: Content[] = [];
  for (const part of projection.sources ?? []) parts.push(await projected(part, pod, source));
  return Object.assign({}, ...parts) as Content;
}

/** Writes all files at once, as a kubelet does: through links, whoever reads sees all of the old ones or all of the new ones. */
function project(folder: string, content: Content): void {
  mkdirSync(folder, { recursive: true });
  const data = join(folder, '..data');
  const old = existsSync(data) ? join(folder, readlinkSync(data)) : undefined;
  const version = `..${process.hrtime.bigint()}`;
  mkdirSync(join(folder, version));
  for (const [path, text] of Object.entries(content)) {
    mkdirSync(dirname(join(folder, version, path)), { recursive: true });
    writeFileSync(join(folder, version, path), text, { mode: 0o644 });
  }
  symlinkSync(version, `${data}_tmp`);
  renameSync(`${data}_tmp`, data);
  const names = new Set(Object.keys(content).map((path) => path.split('/')[0]!));
  for (const name of names) if (!existsSync(join(folder, name))) symlinkSync(join('..data', name), join(folder, name));
  for (const name of readdirSync(folder)) if (!name.startsWith('..') && !names.has(name)) rmSync(join(folder, name));
  if (old !== undefined) rmSync(old, { recursive: true, force: true });
}

/** Lays a volume out and says where; doing it again brings it up to date. */
export async function layOut(volume: Volume, pod: Pod, folder: string, source: Source): Promise<string> {
  if (volume.hostPath) return volume.hostPath.path;
  const place = join(folder, volume.name);
  const content = await contentOf(volume, pod, source);
  if (content !== undefined) project(place, content);
  else if (volume.emptyDir || volume.persistentVolumeClaim) emptyFolder(place, pod);
  else throw new Error(`pod ${pod.metadata!.name} has a volume that is not served here: ${JSON.stringify(volume)}`);
  return place;
}

/** A folder that the pod's group may write. */
function emptyFolder(folder: string, { spec }: Pod): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o2770);
  chownSync(folder, 0, spec!.securityContext?.fsGroup ?? 0);
}
