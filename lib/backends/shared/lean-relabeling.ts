/** One entry of relabel_configs. */
export interface RelabelRule {
  readonly action?: string;
  readonly source_labels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly target_label?: string;
  readonly replacement?: string;
  readonly [field: string]: unknown;
}

/** The label in which the operator keeps the job, for relabelings of users. */
const keptJob = '__tmp_prometheus_job_name';

/** The same relabeling without rules whose outcome the next ones overwrite, and without the defaults of rules. */
export function leanRelabeling(rules: readonly RelabelRule[]): readonly RelabelRule[] {
  const isUsed = rules.some((rule) => mayRead(rule, keptJob));
  const needed = isUsed ? rules : rules.filter((rule) => !isReplace(rule) || rule.target_label !== keptJob);
  return needed.filter((rule, index) => !isOverwritten(rule, needed.slice(index + 1))).map(withoutDefaults);
}

/** Whether a later rule sets the label that a rule sets, whatever it is then, and no rule between them reads it. */
function isOverwritten(rule: RelabelRule, later: readonly RelabelRule[]): boolean {
  const { target_label: target } = rule;
  if (!isReplace(rule) || target === undefined || target.includes('$')) return false;
  for (const next of later) {
    if (mayRead(next, target)) return false;
    if (next.target_label === target && isReplace(next) && takesAnything(next)) return true;
  }
  return false;
}

const isReplace = ({ action = 'replace' }: RelabelRule): boolean => action === 'replace';

/** Prometheus' own regex matches every value, and what it makes of it may be empty: then the label is removed. */
const takesAnything = ({ regex = '(.*)' }: RelabelRule): boolean => regex === '(.*)';

/** Rules on names of labels may read any of them, and a comparison reads its target too. */
const mayRead = ({ action = 'replace', source_labels: sources = [], target_label: target }: RelabelRule, label: string): boolean =>
  /^label(?:map|drop|keep)$/.test(action) || sources.includes(label) || (/^(?:keep|drop)equal$/.test(action) && target === label);

const defaults: Readonly<Record<string, readonly string[]>> = {
  action: ['replace'],
  separator: [';'],
  regex: ['(.*)'],
  // `$1` and `${1}` are the same.
  replacement: ['$1', '${1}'],
};

const withoutDefaults = (rule: RelabelRule): RelabelRule =>
  Object.fromEntries(Object.entries(rule).filter(([field, value]) => !defaults[field]?.includes(value as string)));
