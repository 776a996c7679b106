import type { GroupInput, Place, RuleInput } from '../analysis/check-input';
import { examine } from '../gotemplate/examine';
import { templateFunctions, templateVariables } from '../gotemplate/functions';
import { parseTemplate } from '../gotemplate/parse';
import { listAt } from '../kubernetes/access';
import type { Query } from '../promql/ast';
import { isLogql, isMetricsql } from '../promql/dialects';
import { parse } from '../promql/parse';
import { isMapping, type Path } from '../yaml/value';
import { isObject, type Located } from './documents';

/** The groups of rules of a document, and their rules. */
export interface RuleDocument {
  readonly groups: readonly GroupInput[];
  readonly rules: readonly RuleInput[];
}

const none: RuleDocument = { groups: [], rules: [] };

/** Kinds whose groups are those of a rule file: of prometheus-operator, VictoriaMetrics' operator and Google's collector. */
const kinds: ReadonlySet<unknown> = new Set(['PrometheusRule', 'VMRule', 'Rules', 'ClusterRules', 'GlobalRules']);

/** The rules of a PrometheusRule, of what is like it, or of a rule file; nothing for any other document, and for rules of Loki. */
export function rulesIn(document: Located, inMetricsql = false): RuleDocument {
  const { value } = document;
  if (!isMapping(value)) return none;
  if (kinds.has(value.kind) && isMapping(value.spec)) {
    return ofGroups(document, value.spec.groups, ['spec', 'groups'], inMetricsql || value.kind === 'VMRule');
  }
  return value.kind === undefined ? ofGroups(document, value.groups, ['groups'], inMetricsql) : none;
}

function ofGroups(document: Located, value: unknown, path: Path, inMetricsql: boolean): RuleDocument {
  const groups = listAt(value).flatMap((group, index) =>
    isMapping(group) && (isObject(document.value) || isRuleGroup(group)) ? [{ group, at: [...path, index] }] : [],
  );
  const rules = groups.flatMap(({ group, at }) =>
    listAt(group.rules).flatMap((rule, index) => (isMapping(rule) ? [{ group, rule, at: [...at, 'rules', index] }] : [])),
  );
  const exprs = rules.map(({ rule }) => String(rule.expr ?? ''));
  // A file is for one program.
  if (exprs.some(isLogql)) return none;
  const isOther = inMetricsql || groups.some(({ group }) => isForVmalert(group)) || exprs.some(isMetricsql);
  return {
    groups: groups.map(({ group, at }) => ({
      ...(typeof group.name === 'string' && { name: group.name }),
      written: group,
      isForeignDialect: isOther,
      document: document.value,
      place: placeOf(document, at),
    })),
    rules: rules.map(({ group, rule, at }) => ofRule(document, group, rule, at, isOther)),
  };
}

/** Other files have groups too: those of rules have rules with expressions. */
const isRuleGroup = (group: Readonly<Record<string, unknown>>): boolean =>
  (group.type === undefined || group.type === 'prometheus') &&
  listAt(group.rules).some((rule) => isMapping(rule) && (rule.expr !== undefined || rule.alert !== undefined || rule.record !== undefined));

const isForVmalert = (group: Readonly<Record<string, unknown>>): boolean =>
  [
    'type',
    'concurrency',
    'params',
    'headers',
    'notifier_headers',
    'extra_filter_labels',
    'eval_offset',
    'eval_delay',
    'eval_alignment',
    'tenant',
    'debug',
  ].some((field) => group[field] !== undefined);

function ofRule(
  document: Located,
  group: Readonly<Record<string, unknown>>,
  rule: Readonly<Record<string, unknown>>,
  path: Path,
  inMetricsql: boolean,
): RuleInput {
  const [forText, keepText, interval] = [rule.for, rule.keep_firing_for, group.interval]
    .map(scalar)
    .map((text) => (text !== undefined && placeholder.test(text) ? undefined : text));
  const kind = rule.alert === undefined && rule.record !== undefined ? 'recording' : 'alert';
  return {
    kind,
    name: scalar(rule.alert ?? rule.record) ?? '',
    query: queryOf(scalar(rule.expr) ?? '', inMetricsql),
    ...(forText !== undefined && { for: forText }),
    ...(keepText !== undefined && { keepFiringFor: keepText }),
    ...(interval !== undefined && { interval }),
    labels: templates(rule.labels, inMetricsql),
    annotations: templates(rule.annotations, inMetricsql),
    ...(!inMetricsql && { written: rule }),
    place: placeOf(document, path, ['expr'], scalar(rule.alert ?? rule.record)),
  };
}

const scalar = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;

/** MetricsQL takes more than PromQL: what Prometheus would refuse is then not judged at all. */
function queryOf(text: string, inMetricsql: boolean): Query {
  const query = parse(text);
  return query.diagnostics.length > 0 && (inMetricsql || placeholder.test(text)) ? { text, diagnostics: [] } : query;
}

/** `${THRESHOLD}`, which Flux or envsubst fills in before the rule is applied; variables of Grafana are written small. */
const placeholder = /\$\{[A-Z][A-Z0-9_]*(?:[:=?+-][^}]*)?\}/;

/** vmalert has functions and variables of its own: a template that Prometheus would refuse counts as plain text there. */
function templates(value: unknown, inMetricsql: boolean): Readonly<Record<string, string>> {
  if (!isMapping(value)) return {};
  const texts = Object.entries(value).map(([key, text]) => [key, String(text)] as const);
  return Object.fromEntries(
    inMetricsql ? texts.map(([key, text]) => [key, isTemplateOfPrometheus(text) ? text : text.replaceAll('{{', '')]) : texts,
  );
}

function isTemplateOfPrometheus(text: string): boolean {
  const parsed = parseTemplate(text, { functions: templateFunctions, variables: templateVariables });
  if (!('nodes' in parsed)) return false;
  const { problems, unusualOutput: oddities } = examine(parsed);
  return problems.length === 0 && oddities.length === 0;
}

/** A place whose findings stand at `path`, or at a field below it; spans count in the text of `main`, or of that field. */
export function placeOf({ file, path: construct, object, locate }: Located, path: Path, main: Path = [], name?: string): Place {
  const named = { ...(object && { object }), ...(name && { name }) };
  if (construct !== undefined) return { path: construct, ...named };
  return {
    ...named,
    file,
    locate: (span, at) => ({ file, ...locate([...path, ...(at ?? (span === undefined ? [] : main))], span?.from) }),
  };
}
