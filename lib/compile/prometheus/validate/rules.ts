import { parseAlertTemplate } from '../../../gotemplate';
import type { Query } from '../../../promql/ast';
import { featuresOf } from '../../../promql/features';
import { parse } from '../../../promql/parse';
import { readDuration } from '../../../text/duration';
import { compareVersions, parseVersion } from '../../../text/version';
import type { CompileContext } from '../context';
import type { RuleGroupSpec, RuleSpec } from '../crd/rules';
import { sortedKeys } from '../fields';
import { durationRefusal } from './duration';
import { each, type FieldProblem, fieldProblem } from './field-problem';
import { isLabelName } from './names';

/** The Prometheus whose parser the operator v0.93.1 is built with. */
const parserVersion = parseVersion('3.13.1')!;

/** Why Prometheus takes these for no rules, and the operator leaves the whole object out (model/rulefmt). */
export function rulesProblem(context: CompileContext, groups: readonly RuleGroupSpec[]): FieldProblem | undefined {
  const names = new Set<string>();
  return each('spec.groups', 'groups', groups, (group) => {
    const { name = '' } = group;
    if (!name) return fieldProblem('name', 'Groupname must not be empty');
    if (names.has(name)) return fieldProblem('name', `groupname: "${name}" is repeated in the same file`);
    names.add(name);
    return (
      labelsProblem(context, context.since('rules.group_labels', group.labels)) ??
      durationProblem('interval', group.interval || undefined) ??
      durationProblem('query_offset', context.since('rules.query_offset', group.query_offset)) ??
      each('rules', 'rules', group.rules, (rule) => ruleProblem(context, rule))
    );
  });
}

function ruleProblem(context: CompileContext, rule: RuleSpec): FieldProblem | undefined {
  if (rule.record && rule.alert) return fieldProblem('', "only one of 'record' and 'alert' must be set");
  if (!rule.record && !rule.alert) return fieldProblem('', "one of 'record' or 'alert' must be set");
  return (
    fieldProblem('expr', expressionProblem(context, rule.expr)) ??
    durationProblem('for', rule.for || undefined) ??
    durationProblem('keep_firing_for', context.since('rules.keep_firing_for', rule.keep_firing_for)) ??
    (rule.record ? recordProblem(context, rule, rule.record) : undefined) ??
    labelsProblem(context, rule.labels) ??
    annotationsProblem(context, rule) ??
    (rule.alert
      ? (templatesProblem('labels', 'label', rule.labels) ?? templatesProblem('annotations', 'annotation', rule.annotations))
      : undefined)
  );
}

function expressionProblem({ spec }: CompileContext, expr: string | number | undefined): string | undefined {
  const text = String(expr ?? '');
  if (text === '') return "field 'expr' must be set in rule";
  const reason = queryProblem(parse(text), new Set(spec.enableFeatures));
  return reason && `could not parse expression: ${reason}`;
}

/** Why the operator's parser takes this for no query: it is wrong, newer than the parser, or needs a feature that is not enabled. */
export function queryProblem({ expr, diagnostics }: Query, enabled: ReadonlySet<string>): string | undefined {
  if (!expr || diagnostics[0]) return diagnostics[0]?.message ?? 'no expression';
  for (const { name, since, flag, stableSince } of featuresOf(expr)) {
    if (isAfterParser(since)) return `${name} is not known before Prometheus ${since}`;
    if (flag && (!stableSince || isAfterParser(stableSince)) && !enabled.has(flag)) return `${name} needs enableFeatures to name ${flag}`;
  }
  return undefined;
}

function isAfterParser(version: string): boolean {
  return compareVersions(parserVersion, parseVersion(version)!) < 0;
}

function recordProblem({ supports, since }: CompileContext, rule: RuleSpec, record: string): FieldProblem | undefined {
  const isZero = (duration: string | undefined) => {
    const read = readDuration(duration || '0');
    return !('code' in read) && read.nanoseconds === 0n;
  };
  if (rule.annotations && Object.keys(rule.annotations).length) {
    return fieldProblem('annotations', "invalid field 'annotations' in recording rule");
  }
  if (!isZero(rule.for)) return fieldProblem('for', "invalid field 'for' in recording rule");
  if (!isZero(since('rules.keep_firing_for', rule.keep_firing_for))) {
    return fieldProblem('keep_firing_for', "invalid field 'keep_firing_for' in recording rule");
  }
  if (!supports('utf8_names') && !/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(record)) {
    return fieldProblem('record', `invalid recording rule name: ${record}`);
  }
  return /[{}]/.test(record)
    ? fieldProblem('record', `braces present in the recording rule name; should it be in expr?: ${record}`)
    : undefined;
}

function labelsProblem(context: CompileContext, labels: Readonly<Record<string, string>> | undefined): FieldProblem | undefined {
  const wrong = sortedKeys(labels).find((label) => !isLabelName(label, context) || label === '__name__');
  return wrong === undefined ? undefined : nameProblem('labels', wrong, `invalid label name: ${wrong}`);
}

function annotationsProblem(context: CompileContext, { annotations }: RuleSpec): FieldProblem | undefined {
  const wrong = sortedKeys(annotations).find((name) => !isLabelName(name, context));
  return wrong === undefined ? undefined : nameProblem('annotations', wrong, `invalid annotation name: ${wrong}`);
}

/** A name that Prometheus takes from version 3 on is unsupported; one that none takes is wrong. */
const nameProblem = (field: string, name: string, message: string): FieldProblem => ({
  path: `${field}[${JSON.stringify(name)}]`,
  message,
  ...(name !== '' &&
    name !== '__name__' && {
      code: 'unsupported',
      hint: `Write it with letters, digits and underscores only (${name.replace(/\W/g, '_')}), or run Prometheus 3: the operator leaves the whole object out.`,
    }),
});

function templatesProblem(path: string, title: string, templates: Readonly<Record<string, string>> | undefined): FieldProblem | undefined {
  for (const name of sortedKeys(templates)) {
    const text = templates![name]!;
    if (!text.includes('{{')) continue;
    const parsed = parseAlertTemplate(text);
    if ('message' in parsed) return fieldProblem(`${path}[${JSON.stringify(name)}]`, `${title} "${name}": ${parsed.message}`);
  }
  return undefined;
}

/** The operator takes an empty `interval` or `for` for none, and passes the others on. */
function durationProblem(path: string, duration: string | undefined): FieldProblem | undefined {
  return fieldProblem(path, duration === undefined ? undefined : durationRefusal(duration));
}
