import { quantityValue } from '../text/bytes';
import type { Digits } from './duration';

/** The shape of a `Size` of cdk8s, whatever its version. */
export interface SizeLike {
  toKibibytes(): number;
}

/** A number of bytes: `20Gi`, or a `Size` of cdk8s. */
export type Bytes = SizeLike | `${Digits}${'Ki' | 'Mi' | 'Gi' | 'Ti' | 'Pi'}`;

export const isSizeLike = (value: unknown): value is SizeLike =>
  typeof value === 'object' && value !== null && typeof (value as Partial<SizeLike>).toKibibytes === 'function';

export const bytesOf = (bytes: Bytes): number => (isSizeLike(bytes) ? bytes.toKibibytes() * 1024 : quantityValue(bytes)!);

/** In Prometheus' notation, whose megabyte is a mebibyte. */
export const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 1024 ** 2)}MB`;
