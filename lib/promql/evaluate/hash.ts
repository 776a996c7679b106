import type { LabelPairs } from './storage/pairs';

const mask = (1n << 64n) - 1n;
const p1 = 11400714785074694791n;
const p2 = 14029467366897019727n;
const p3 = 1609587929392839161n;
const p4 = 9650029242287828579n;
const p5 = 2870177450012600261n;

const rotate = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (64n - by))) & mask;
const round = (accumulator: bigint, input: bigint): bigint => (rotate((accumulator + input * p2) & mask, 31n) * p1) & mask;
const mergeRound = (hash: bigint, accumulator: bigint): bigint => ((hash ^ round(0n, accumulator)) * p1 + p4) & mask;

/** xxHash64 with the seed 0 (github.com/cespare/xxhash). */
export function xxHash64(bytes: Buffer): bigint {
  let at = 0;
  let hash: bigint;
  if (bytes.length >= 32) {
    const lanes = [(p1 + p2) & mask, p2, 0n, -p1 & mask];
    for (; at + 32 <= bytes.length; at += 32) {
      for (let lane = 0; lane < 4; lane++) lanes[lane] = round(lanes[lane]!, bytes.readBigUInt64LE(at + 8 * lane));
    }
    const [a, b, c, d] = lanes as [bigint, bigint, bigint, bigint];
    hash = (rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n)) & mask;
    for (const lane of lanes) hash = mergeRound(hash, lane);
  } else hash = p5;
  hash = (hash + BigInt(bytes.length)) & mask;
  for (; at + 8 <= bytes.length; at += 8) hash = (rotate(hash ^ round(0n, bytes.readBigUInt64LE(at)), 27n) * p1 + p4) & mask;
  if (at + 4 <= bytes.length) {
    hash = (rotate(hash ^ ((BigInt(bytes.readUInt32LE(at)) * p1) & mask), 23n) * p2 + p3) & mask;
    at += 4;
  }
  for (; at < bytes.length; at++) hash = (rotate(hash ^ ((BigInt(bytes[at]!) * p5) & mask), 11n) * p1) & mask;
  hash = ((hash ^ (hash >> 33n)) * p2) & mask;
  hash = ((hash ^ (hash >> 29n)) * p3) & mask;
  return hash ^ (hash >> 32n);
}

/** Names and values as Prometheus keeps them, each after its length (model/labels/labels_stringlabels.go). */
function encoded(labels: LabelPairs): Buffer {
  return Buffer.concat(
    labels.flatMap((text) => {
      const bytes = Buffer.from(text);
      const { length } = bytes;
      return [Buffer.from(length < 255 ? [length] : [255, length & 255, (length >> 8) & 255, length >> 16]), bytes];
    }),
  );
}

/** A number from 0 to 1 for each set of labels, by which limit_ratio chooses (promql/engine.go, `SampleOffset`). */
export const ratioOf = (labels: LabelPairs): number => Number(xxHash64(encoded(labels))) / 2 ** 64;
