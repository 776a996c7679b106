import { type Bytes, bytesOf } from '../model/bytes';
import type { ObjectLabels } from './labels';
import { bytesQuantity } from './units';

/** What a program writes to. */
export interface Storage {
  readonly kind: 'volume' | 'ephemeral';
  readonly size: Bytes;
  readonly options: VolumeOptions;
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

/** Room on the node, which is lost when the pod ends. */
export const ephemeral = (size: Bytes): Storage => ({ kind: 'ephemeral', size, options: {} });

/** The spec of a claim for a volume. */
export const claimSpec = ({ size, options: { storageClass, accessModes = ['ReadWriteOnce'] } }: Storage) => ({
  accessModes: [...accessModes],
  resources: { requests: { storage: sizeOf(size) } },
  ...(storageClass !== undefined && { storageClassName: storageClass }),
});

export const sizeOf = (size: Bytes): string => bytesQuantity(bytesOf(size));
