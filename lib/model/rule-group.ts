import type { Path } from '../yaml/value';
import { type AnyDuration, durationText, type PromDuration } from './duration';
import type { Labels } from './labels';
import type { Rule } from './rule';
import type { OptionProblem } from './shape/problem';

/** The line of a value in a file: `at` is the way to it from what stands there, `span` a part of its text. */
export type Locate = (
  span?: { readonly from: number; readonly to: number },
  at?: Path,
) => { readonly file?: string; readonly line?: number; readonly column?: number };

/** A rule or a group as it stands in a file. */
export interface FileSource {
  /** As it is written there. */
  readonly written: Readonly<Record<string, unknown>>;
  /** @default - it was given as an object, which has no lines */
  readonly locate?: Locate;
}

/** A rule as it stands in a file: its labels and annotations are these and no others. */
export interface RuleSource extends FileSource {
  readonly labels: Labels;
  readonly annotations: Labels;
}

/** A group as it stands in a file. */
export interface GroupSource extends FileSource {
  /** The document that holds the group: in it each name is there once. */
  readonly document: unknown;
}

/** Rules that are evaluated one after the other, at one instant. */
export interface RuleGroup {
  readonly name: string;
  /** @default - the evaluation interval of the stack */
  readonly interval?: PromDuration;
  /** How many series a rule, or alerts an alerting rule, may give before it fails. @default - any number */
  readonly limit?: number;
  /** How far back its queries look from the instant of the evaluation, for series that come late. @default - as Prometheus says, which is not at all */
  readonly queryOffset?: PromDuration;
  /** Labels that all of its rules have, if they have no other of the name. @default - none */
  readonly labels?: Labels;
  readonly rules: readonly Rule[];
  /** The file that it stands in. @default - it is declared */
  readonly source?: GroupSource;
  /** What is wrong with the file that it was to be read from. @default - nothing */
  readonly problems?: readonly OptionProblem[];
}

export interface RuleGroupOptions {
  readonly rules: readonly Rule[];
  /** How often they are evaluated. @default - the evaluation interval of the stack */
  readonly interval?: AnyDuration;
  /** How many series a rule, or alerts an alerting rule, may give before it fails. @default - any number */
  readonly limit?: number;
  /** How far back its queries look from the instant of the evaluation, for series that come late. @default - not at all */
  readonly queryOffset?: AnyDuration;
  /** Labels that all of its rules have, if they have no other of the name. @default - none */
  readonly labels?: Labels;
}

/**
 * Rules that are evaluated one after the other, in this order and at one instant.
 *
 *     ruleGroup('slow', { interval: '5m', rules: [load] })
 */
export function ruleGroup(name: string, { interval, queryOffset, ...options }: RuleGroupOptions): RuleGroup {
  return {
    name,
    ...(interval !== undefined && { interval: durationText(interval) }),
    ...(queryOffset !== undefined && { queryOffset: durationText(queryOffset) }),
    ...options,
  };
}

/** A name of Kubernetes, and of a file, for a group. */
export const groupObjectName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '') || 'rules';
