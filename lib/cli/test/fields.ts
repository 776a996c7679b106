import { readDuration } from '../../text/duration';
import { nearest } from '../../text/nearest';
import { positionIn, scalarText } from '../../yaml/position';
import { defaultLimits, type InputProblem } from '../../yaml/problem';
import type { DocumentSource } from '../../yaml/source';
import { isMapping, type Path, pathText } from '../../yaml/value';

/** Prometheus reads its files itself: what JSON cannot hold is a number there. */
export const asGo = { ...defaultLimits, anyNumber: true } as const;

/** A value of a file that is read as Go reads it into a struct: with nothing beside the fields that it has. */
export interface WrittenValue {
  readonly value: unknown;
  readonly source: DocumentSource;
  readonly at: Path;
  /** Where faults are collected. */
  readonly problems: InputProblem[];
}

export function refuse({ source, at, problems }: WrittenValue, message: string, hint: string, below: Path = []): void {
  const path = [...at, ...below];
  problems.push({ code: 'wrong-type', file: source.file, ...positionIn(source, path), path: pathText(path), message, hint });
}

export const entry = (written: WrittenValue, key: string | number): WrittenValue => ({
  ...written,
  value: (written.value as Record<string | number, unknown>)[key],
  at: [...written.at, key],
});

/** The fields of a mapping; undefined where it is none. Fields that are not known are told, unless they are to be passed over. */
export function fieldsOf(written: WrittenValue, known: readonly string[], passUnknown = false): WrittenValue | undefined {
  const { value } = written;
  if (value === undefined || value === null) return { ...written, value: {} };
  if (!isMapping(value)) {
    refuse(written, 'is no mapping', `write fields: ${known.join(', ')}`);
    return undefined;
  }
  for (const field of Object.keys(value)) {
    if (known.includes(field) || passUnknown) continue;
    const similar = nearest(field, known);
    refuse(written, `there is no field ${field} here`, similar ? `did you mean ${similar}?` : `the fields are ${known.join(', ')}`, [
      field,
    ]);
  }
  return written;
}

export function itemsOf(written: WrittenValue): readonly WrittenValue[] {
  const { value } = written;
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map((_, index) => entry(written, index));
  refuse(written, 'is no list', 'begin each entry with a dash');
  return [];
}

/** A text; a number or a truth value is one as it is written. */
export function writtenText(written: WrittenValue): string | undefined {
  const { value, source, at } = written;
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'object') {
    refuse(written, 'is no text', 'write one text here');
    return undefined;
  }
  return scalarText(source, at) ?? String(value);
}

export function textsOf(written: WrittenValue): Readonly<Record<string, string>> {
  const { value } = written;
  if (value === undefined || value === null) return {};
  if (!isMapping(value)) {
    refuse(written, 'is no mapping', 'write `name: value` on each line');
    return {};
  }
  return Object.fromEntries(Object.keys(value).map((key) => [key, writtenText(entry(written, key)) ?? '']));
}

/** Milliseconds. */
export function durationOf(written: WrittenValue): number | undefined {
  const text = writtenText(written);
  if (text === undefined) return undefined;
  const reading = readDuration(text);
  if (!('code' in reading)) return reading.milliseconds;
  refuse(written, `${JSON.stringify(text)} is no duration`, 'write a number and a unit, such as 30s, 5m or 1h30m');
  return undefined;
}

export function numberOf(written: WrittenValue): number | undefined {
  const { value } = written;
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number') return value;
  refuse(written, 'is no number', 'write a number without quotes');
  return undefined;
}
