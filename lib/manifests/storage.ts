import { type Bytes, bytesOf } from '../model/bytes';
import type { ObjectLabels } from './labels';
import { type Named, nameOf } from './namespace';
import { bytesQuantity } from './units';

/** What a program writes to. */
export interface Storage {
  readonly kind: 'volume' | 'claim' | 'ephemeral';
  readonly size: Bytes;
  readonly options: VolumeOptions;
  /** The claim that exists already. @default - one is made where the storage is a volume */
  readonly claim?: string;
  /** @default - the disk of the node */
  readonly medium?: 'memory';
}

export interface VolumeOptions {
  /** @default - the cluster's default class */
  readonly storageClass?: string;
  /** @default - ReadWriteOnce */
  readonly accessModes?: readonly string[];
  /** Labels of the claim. @default - none beside Vigie's own */
  readonly labels?: ObjectLabels;
}

/** A volume of its own, which stays when the pod ends. */
export const volume = (size: Bytes, options: VolumeOptions = {}): Storage => ({ kind: 'volume', size, options });

/** A PersistentVolumeClaim that somebody else makes, by its name or as a construct; `size` is what it holds. */
export const claim = (of: string | Named, { size }: { readonly size: Bytes }): Storage => ({
  kind: 'claim',
  size,
  options: {},
  claim: nameOf(of),
});

/** Room on the node, which is lost when the pod ends; `memory` counts against the memory limit of the pod. */
export const ephemeral = (size: Bytes, options: { readonly medium?: 'memory' } = {}): Storage => ({
  kind: 'ephemeral',
  size,
  options: {},
  ...options,
});

/** The spec of a claim for a volume. */
export const claimSpec = ({ size, options: { storageClass, accessModes = ['ReadWriteOnce'] } }: Storage) => ({
  accessModes: [...accessModes],
  resources: { requests: { storage: sizeOf(size) } },
  ...(storageClass !== undefined && { storageClassName: storageClass }),
});

const sizeOf = (size: Bytes): string => bytesQuantity(bytesOf(size));

/** The volume of what is lost with its pod. */
export const emptyDirOf = ({ size, medium }: Storage) => ({
  ...(medium === 'memory' && { medium: 'Memory' }),
  sizeLimit: sizeOf(size),
});
