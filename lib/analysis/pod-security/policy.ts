import { textAt } from '../../kubernetes/access';
import type { JudgedPod, Setting } from './pod';

/**
 * A rule of the Pod Security Standards, as the API server's admission applies it (k8s.io/pod-security-admission v0.36,
 * policy/check_*.go).
 */
export interface Policy {
  readonly id: string;
  readonly level: 'baseline' | 'restricted';
  /** The minor version of Kubernetes 1 that has it. @default - all */
  readonly since?: number;
  /** The policy of the baseline that it takes the place of. */
  readonly overrides?: string;
  /** What the pod must or must not do; undefined where it keeps the rule as it is in the given minor version. */
  readonly broken: (pod: JudgedPod, version: number) => string | undefined;
}

export const join = (values: Iterable<string>): string => [...new Set(values)].sort().join(', ');

/** `f` of all that is bad; undefined where nothing is. */
export const ifAny = <T>(bad: readonly T[], f: (bad: readonly T[]) => string): string | undefined =>
  bad.length === 0 ? undefined : f(bad);

export const namesOf = (volumes: readonly object[]): string => join(volumes.map((volume) => textAt(volume, 'name') ?? ''));

export const isSet = ({ value }: Setting): boolean => value !== undefined;

export const isSetTrue = ({ value }: Setting): boolean => value === true;

export const values = (bad: readonly Setting[]): string => join(bad.map(({ value }) => String(value)));

/** One setting of each container. */
export const unique = (bad: readonly Setting[]): readonly Setting[] => [...new Map(bad.map((each) => [each.owner, each])).values()];
