import { isMapping } from '../../yaml/value';
import type { Watch } from '../watch';
import { dashboardKind } from './dashboard/dashboard';
import type { Fields } from './fields';
import { anything, listOf } from './kinds';
import { metricsKind } from './metric';
import type { OptionProblem } from './problem';
import { alertKind, recordingKind, sloKind } from './rule';
import { ruleGroupKind } from './rule-group';

/** The lists of a watch, whose members have construct paths of their own and are judged there. */
export const watchFields: Fields<Watch> = {
  metrics: metricsKind,
  alerts: listOf(anything),
  recordings: listOf(anything),
  ruleGroups: listOf(anything),
  dashboards: listOf(anything),
  slos: listOf(anything),
};

const members = {
  alerts: alertKind,
  recordings: recordingKind,
  ruleGroups: ruleGroupKind,
  dashboards: dashboardKind,
  slos: sloKind,
} as const;

/** What is wrong with one member of a watch: `name` is what its construct path ends with. */
export interface MemberProblems {
  readonly name: string;
  readonly problems: readonly OptionProblem[];
}

/** What is wrong with the alerts, recordings, dashboards and SLOs of a watch. */
export function memberProblems(watch: Watch): readonly MemberProblems[] {
  return Object.entries(members).flatMap(([list, kind]) => {
    const found: unknown = watch[list as keyof typeof members];
    if (!Array.isArray(found)) return [];
    return found.map((member: unknown, index) => ({ name: nameOf(member) ?? `${list}[${index}]`, problems: kind(member, '') }));
  });
}

function nameOf(member: unknown): string | undefined {
  if (!isMapping(member)) return undefined;
  const name = member.name ?? member.uid;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
