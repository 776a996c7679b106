import type { Rule } from '../model/rule';
import { groupObjectName, type RuleGroup } from '../model/rule-group';
import type { Watch } from '../model/watch';

/** What the group of rules of no single target is called, and the component that they are about. */
export const addedName = 'rules';

export interface NamedWatch {
  readonly name: string;
  readonly watch: Watch;
}

/** What was added, as one watch; none where nothing was. */
export const addedWatches = (added: readonly Watch[]): readonly NamedWatch[] =>
  added.length === 0
    ? []
    : [
        {
          name: addedName,
          watch: {
            alerts: added.flatMap(({ alerts = [] }) => alerts),
            recordings: added.flatMap(({ recordings = [] }) => recordings),
            ruleGroups: added.flatMap(({ ruleGroups = [] }) => ruleGroups),
            dashboards: added.flatMap(({ dashboards = [] }) => dashboards),
            slos: added.flatMap(({ slos = [] }) => slos),
          },
        },
      ];

/** A declared alert is about something; one of a file says so itself, or does not. */
export const withComponent = <R extends Rule>(rule: R, component: string): R =>
  rule.kind === 'alert' && rule.component === undefined && rule.source === undefined ? { ...rule, component } : rule;

/** Groups that are declared as such, or stand in files. */
export const ownGroups = ({ name, watch: { ruleGroups = [] } }: NamedWatch): readonly RuleGroup[] =>
  ruleGroups.map((group) => ({ ...group, rules: group.rules.map((rule) => withComponent(rule, name)) }));

/** The names of the objects and the files that the groups of a stack are written to. */
export const groupNames = (named: readonly NamedWatch[]): readonly string[] => [
  ...new Set(named.filter(({ watch }) => hasRules(watch)).map(({ name }) => name)),
  ...named.flatMap(({ watch: { ruleGroups = [] } }) => ruleGroups.map(({ name }) => groupObjectName(name))),
];

const hasRules = ({ alerts = [], recordings = [], slos = [] }: Watch): boolean => alerts.length + recordings.length + slos.length > 0;
