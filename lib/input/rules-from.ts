import type { GroupInput, Place, RuleInput } from '../analysis/check-input';
import type { PromDuration } from '../model/duration';
import type { Labels } from '../model/labels';
import type { Alert, Recording, Rule, Severity } from '../model/rule';
import type { FileSource, RuleGroup } from '../model/rule-group';
import { isNo, type OptionProblem, problem } from '../model/shape/problem';
import type { JsonObject } from '../text/json';
import { isMapping } from '../yaml/value';
import { type Located, locatedDocuments } from './documents';
import { sourcesAt } from './files/sources';
import { rulesIn } from './rules';

/**
 * The groups of rules that a team has already: a rule file, a PrometheusRule, a folder of them, or the same as an object. They are read at
 * synth, written as they are, and judged like declared ones, at their own lines. What cannot be read is a finding.
 *
 *     stack.monitor(service, { ruleGroups: rulesFrom('alerts.yaml') })
 */
export function rulesFrom(source: string | JsonObject): readonly RuleGroup[] {
  if (isMapping(source)) return groupsOf([{ value: source, file: '', locate: () => ({ line: 1, column: 1 }) }], 'the object', false);
  if (typeof source !== 'string' || source === '' || source === '-') {
    return failed('rulesFrom', isNo('', source, 'path of rules', "Write the path of a file: rulesFrom('alerts.yaml')."));
  }
  const input = sourcesAt([source]);
  const { documents, problems } = locatedDocuments(input.sources);
  const unread = [...input.problems, ...problems].map(({ file, line, message, hint }) =>
    problem('', `${file}${line === undefined ? '' : `:${line}`}: ${message}`, hint ?? 'Name a file of rules that this user can read.'),
  );
  return unread.length > 0 ? failed(source, unread) : groupsOf(documents, source, true);
}

const failed = (name: string, problems: readonly OptionProblem[]): readonly RuleGroup[] => [{ name, rules: [], problems }];

function groupsOf(documents: readonly Located[], source: string, isFile: boolean): readonly RuleGroup[] {
  const groups = documents.flatMap((document) => {
    const { groups: read, rules } = rulesIn(document);
    return read.map((group) => ({ group, rules: rules.filter(({ written }) => listOf(group.written.rules).includes(written)) }));
  });
  if (groups.length === 0) {
    const message = `${source} holds no rules for Prometheus`;
    return failed(source, [
      problem('', message, 'Name a file with `groups`, or a PrometheusRule; rules of Loki and vmalert are for those.'),
    ]);
  }
  return groups.map(({ group, rules }, index) => ({
    name: group.name ?? `${source}-${index + 1}`,
    ...fieldsOf(group.written),
    rules: rules.map((rule) => ruleOf(rule, isFile)),
    source: { written: group.written, document: group.document, ...(isFile && locator(group.place)) },
    ...(group.isForeignDialect && {
      problems: [problem('', `${source} is for vmalert, and Prometheus refuses some of it`, 'Write it for Prometheus, or leave it out.')],
    }),
  }));
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function fieldsOf({ interval, query_offset, limit, labels }: GroupInput['written']): Omit<RuleGroup, 'name' | 'rules'> {
  return {
    ...(interval !== undefined && { interval: String(interval) as PromDuration }),
    ...(query_offset !== undefined && { queryOffset: String(query_offset) as PromDuration }),
    ...(limit !== undefined && { limit: limit as number }),
    ...(isMapping(labels) && { labels: labels as Labels }),
  };
}

const locator = ({ locate }: Place): Pick<FileSource, 'locate'> => (locate === undefined ? {} : { locate });

function ruleOf({ kind, name, query, labels, annotations, written = {}, place, ...times }: RuleInput, isFile: boolean): Rule {
  const source = { written, labels, annotations, ...(isFile && locator(place)) };
  if (kind === 'recording')
    return { kind, name, expr: query, ...(Object.keys(labels).length > 0 && { labels }), source } satisfies Recording;
  return {
    kind,
    name,
    thresholds: {},
    expr: query,
    ...(times.for !== undefined && { for: times.for as PromDuration }),
    ...(times.keepFiringFor !== undefined && { keepFiringFor: times.keepFiringFor as PromDuration }),
    severity: labels.severity as Severity,
    summary: annotations.summary ?? '',
    source,
    rehearsals: [],
  } satisfies Alert;
}
