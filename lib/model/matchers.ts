import { isMapping } from '../yaml/value';

/** One matcher of an AlertmanagerConfig. */
export interface RouteMatcher {
  readonly name: string;
  readonly value: string;
  /** @default = */
  readonly matchType?: '=' | '!=' | '=~' | '!~';
}

/** Matchers that ask each label for one value: `where({ severity: 'critical' })`. */
export const where = (labels: Readonly<Record<string, string>>): readonly RouteMatcher[] =>
  // What is no mapping stays as it is, and is a finding: no matchers would match every alert.
  isMapping(labels) ? Object.entries(labels).map(([name, value]) => ({ name, value: value as string, matchType: '=' })) : labels;

/** A matcher that accepts several values of one label: `oneOf('severity', 'warning', 'info')`. */
export const oneOf = (name: string, ...values: readonly string[]): RouteMatcher => ({ name, value: alternatives(values), matchType: '=~' });

/** A matcher that accepts every value of one label but these, and none: `noneOf('namespace', 'sandbox', 'playground')`. */
export const noneOf = (name: string, ...values: readonly string[]): RouteMatcher => ({
  name,
  value: alternatives(values),
  matchType: '!~',
});

/** What is no text stays as it is, and is a finding. */
const alternatives = (values: readonly string[]): string =>
  values.find((value) => typeof value !== 'string') ?? values.map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
