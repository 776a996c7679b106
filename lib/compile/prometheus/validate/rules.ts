import { parseAlertTemplate } from '../../../gotemplate';
import type { Query } from '../../../promql/ast';
import { featuresOf } from '../../../promql/features';
import { parse } from '../../../promql/parse';
import { compareVersions, parseVersion } from '../../../text/version';
import type { Context } from '../context';
import type { Rule, RuleGroup } from '../crd/rules';
import { sortedKeys } from '../fields';
import { parseDuration } from './duration';
import { each, type Fault, fault } from './fault';
import { isLabelName } from './names';

/** The Prometheus whose parser the operator v0.93.1 is built with. */
const parserVersion = parseVersion('3.13.1')!;

/** Why Prometheus takes these for no rules, and the operator leaves the whole object out (model/rulefmt). */
export function rulesFault(context: Context, groups: readonly RuleGroup[]): Fault | undefined {
  const names = new Set<string>();
  return each('spec.groups', 'groups', groups, (group) => {
    const { name = '' } = group;
    if (!name) return fault('name', 'Groupname must not be empty');
    if (names.has(name)) return fault('name', `groupname: "${name}" is repeated in the same file`);
    names.add(name);
    return (
      labelsFault(context, context.since('rules.group_labels', group.labels)) ??
      durationFault('interval', group.interval || undefined) ??
      durationFault('query_offset', context.since('rules.query_offset', group.query_offset)) ??
      each('rules', 'rules', group.rules, (rule) => ruleFault(context, rule))
    );
  });
}

function ruleFault(context: Context, rule: Rule): Fault | undefined {
  if (rule.record && rule.alert) return fault('', "only one of 'record' and 'alert' must be set");
  if (!rule.record && !rule.alert) return fault('', "one of 'record' or 'alert' must be set");
  return (
    fault('expr', expressionFault(context, rule.expr)) ??
    durationFault('for', rule.for || undefined) ??
    durationFault('keep_firing_for', context.since('rules.keep_firing_for', rule.keep_firing_for)) ??
    (rule.record ? recordFault(context, rule, rule.record) : undefined) ??
    labelsFault(context, rule.labels) ??
    annotationsFault(context, rule) ??
    (rule.alert
      ? (templatesFault('labels', 'label', rule.labels) ?? templatesFault('annotations', 'annotation', rule.annotations))
      : undefined)
  );
}

function expressionFault({ spec }: Context, expr: string | number | undefined): string | undefined {
  const text = String(expr ?? '');
  if (text === '') return "field 'expr' must be set in rule";
  const reason = queryFault(parse(text), new Set(spec.enableFeatures));
  return reason && `could not parse expression: ${reason}`;
}

/** Why the operator's parser takes this for no query: it is wrong, newer than the parser, or needs a feature that is not enabled. */
export function queryFault({ expr, diagnostics }: Query, enabled: ReadonlySet<string>): string | undefined {
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

function recordFault({ supports, since }: Context, rule: Rule, record: string): Fault | undefined {
  const isZero = (duration: string | undefined) => !duration || parseDuration(duration) === 0n;
  if (rule.annotations && Object.keys(rule.annotations).length) {
    return fault('annotations', "invalid field 'annotations' in recording rule");
  }
  if (!isZero(rule.for)) return fault('for', "invalid field 'for' in recording rule");
  if (!isZero(since('rules.keep_firing_for', rule.keep_firing_for))) {
    return fault('keep_firing_for', "invalid field 'keep_firing_for' in recording rule");
  }
  if (!supports('utf8_names') && !/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(record)) {
    return fault('record', `invalid recording rule name: ${record}`);
  }
  return /[{}]/.test(record) ? fault('record', `braces present in the recording rule name; should it be in expr?: ${record}`) : undefined;
}

function labelsFault(context: Context, labels: Readonly<Record<string, string>> | undefined): Fault | undefined {
  const wrong = sortedKeys(labels).find((label) => !isLabelName(label, context) || label === '__name__');
  return wrong === undefined ? undefined : fault(`labels[${JSON.stringify(wrong)}]`, `invalid label name: ${wrong}`);
}

function annotationsFault(context: Context, { annotations }: Rule): Fault | undefined {
  const wrong = sortedKeys(annotations).find((name) => !isLabelName(name, context));
  return wrong === undefined ? undefined : fault(`annotations[${JSON.stringify(wrong)}]`, `invalid annotation name: ${wrong}`);
}

function templatesFault(path: string, title: string, templates: Readonly<Record<string, string>> | undefined): Fault | undefined {
  for (const name of sortedKeys(templates)) {
    const text = templates![name]!;
    if (!text.includes('{{')) continue;
    const parsed = parseAlertTemplate(text);
    if ('message' in parsed) return fault(`${path}[${JSON.stringify(name)}]`, `${title} "${name}": ${parsed.message}`);
  }
  return undefined;
}

/** The operator takes an empty `interval` or `for` for none, and passes the others on. */
function durationFault(path: string, duration: string | undefined): Fault | undefined {
  const parsed = duration === undefined ? undefined : parseDuration(duration);
  return fault(path, typeof parsed === 'string' ? parsed : undefined);
}
