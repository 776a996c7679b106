import type { VolumeMount } from '../../imports/monitoring.coreos.com/common';
import type { Volume } from '../../imports/monitoring.coreos.com/pod';
import { type Bytes, bytesOf } from '../model/bytes';
import { type Named, nameOf } from './namespace';
import { bytesQuantity } from './units';

/** A volume of a program, and the path at which the program sees it. */
export type MountedVolume = {
  readonly path: string;
  /** One file or folder of the volume. @default - all of it */
  readonly subPath?: string;
  /** @default - read only */
  readonly writable?: true;
} & (
  | { readonly secret: string | Named }
  | { readonly configMap: string | Named }
  /** A PersistentVolumeClaim that exists. */
  | { readonly claim: string | Named }
  /** Room on the node, which is lost when the pod ends. */
  | { readonly emptyDir: Bytes }
  /** Any other volume of Kubernetes. */
  | { readonly volume: Omit<Volume, 'name'> }
);

/** The sources that a volume may have, of which one is said. */
export const volumeSources = ['secret', 'configMap', 'claim', 'emptyDir', 'volume'] as const;

interface Volumes {
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
}

/** Volumes as Kubernetes has them; one that is mounted twice is there once. */
export function mountedVolumes(mounted: readonly MountedVolume[] = []): Volumes {
  const sources = mounted.map(sourceOf);
  const distinct = [...new Set(sources.map((source) => JSON.stringify(source)))];
  const nameIn = (source: Volume | Omit<Volume, 'name'>) => `extra-${distinct.indexOf(JSON.stringify(source))}`;
  return {
    volumes: distinct.map((text, index) => ({ name: `extra-${index}`, ...(JSON.parse(text) as Omit<Volume, 'name'>) })),
    volumeMounts: mounted.map(({ path, subPath, writable }, index) => ({
      name: nameIn(sources[index]!),
      mountPath: path,
      ...(subPath !== undefined && { subPath }),
      ...(!writable && { readOnly: true }),
    })),
  };
}

function sourceOf(mounted: MountedVolume): Omit<Volume, 'name'> {
  if ('secret' in mounted) return { secret: { secretName: nameOf(mounted.secret) } };
  if ('configMap' in mounted) return { configMap: { name: nameOf(mounted.configMap) } };
  if ('claim' in mounted) return { persistentVolumeClaim: { claimName: nameOf(mounted.claim) } };
  if ('emptyDir' in mounted) return { emptyDir: { sizeLimit: bytesQuantity(bytesOf(mounted.emptyDir)) } };
  return mounted.volume;
}
