import type { PlayableGroup, PlayableRule } from '../../analysis/play/playable';
import { parseAlertTemplate } from '../../gotemplate/index';
import { readDocuments } from '../../kubernetes/read';
import type { PromDuration } from '../../model/duration';
import { parse } from '../../promql/parse';
import { typeOf } from '../../promql/types';
import type { InputProblem } from '../../yaml/problem';
import type { InputSource } from '../../yaml/text';
import { isMapping } from '../../yaml/value';
import { asGo, durationOf, entry, fieldsOf, itemsOf, numberOf, refuse, textsOf, type WrittenValue, writtenText } from './fields';

/** The groups of a rule file in their order, or why Prometheus would refuse it. */
export interface ReadRuleFile {
  readonly groups: readonly (PlayableGroup & { readonly name: string })[];
  readonly problems: readonly InputProblem[];
}

const groupFields = ['name', 'interval', 'query_offset', 'limit', 'labels', 'rules'];
const ruleFields = ['alert', 'record', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations'];

/**
 * Reads a rule file as strictly as Prometheus (model/rulefmt/rulefmt.go). The rules of a PrometheusRule are read too, which promtool does
 * not.
 */
export function readRuleFile(input: InputSource, passUnknown: boolean): ReadRuleFile {
  const { documents, problems: unread } = readDocuments([input], asGo);
  const problems = [...unread];
  const [document] = documents;
  if (document === undefined) return { groups: [], problems };
  const whole: WrittenValue = { value: document.value, source: document.source, at: [], problems };
  const isObject = isMapping(document.value) && document.value.kind === 'PrometheusRule';
  const file = isObject ? entry(whole, 'spec') : whole;
  if (fieldsOf(file, ['groups'], passUnknown) === undefined) return { groups: [], problems };
  const names = new Set<string>();
  const groups = itemsOf(entry(file, 'groups')).flatMap((written) => {
    const group = fieldsOf(written, groupFields, passUnknown);
    if (group === undefined) return [];
    const name = writtenText(entry(group, 'name')) ?? '';
    if (name === '') refuse(group, 'a group of rules has no name', 'name it');
    else if (names.has(name)) refuse(group, `two groups are called ${name}`, 'give one of them another name', ['name']);
    names.add(name);
    durationOf(entry(group, 'interval'));
    durationOf(entry(group, 'query_offset'));
    const labels = labelsOf(entry(group, 'labels'));
    const rules = itemsOf(entry(group, 'rules')).flatMap((rule) => ruleOf(rule, labels, passUnknown) ?? []);
    return [{ name, limit: numberOf(entry(group, 'limit')), rules }];
  });
  return { groups, problems };
}

function ruleOf(written: WrittenValue, groupLabels: Readonly<Record<string, string>>, passUnknown: boolean): PlayableRule | undefined {
  const rule = fieldsOf(written, ruleFields, passUnknown);
  if (rule === undefined) return undefined;
  const field = (name: string) => entry(rule, name);
  const alert = writtenText(field('alert')) ?? '';
  const record = writtenText(field('record')) ?? '';
  if (alert !== '' && record !== '') refuse(rule, 'a rule is both an alert and a recording', 'make two rules of it');
  if (alert === '' && record === '') refuse(rule, 'a rule has no name', 'write `alert:` or `record:`');
  const query = parse(writtenText(field('expr')) ?? '');
  const [fault] = query.diagnostics;
  if (fault !== undefined)
    refuse(rule, `the expression of ${alert || record} is wrong: ${fault.message}`, fault.hint ?? 'correct it', ['expr']);
  else if (query.expr !== undefined && !['vector', 'scalar'].includes(typeOf(query.expr)))
    refuse(rule, `the expression of ${alert || record} is a ${typeOf(query.expr)}, and a rule needs a vector or a scalar`, 'correct it', [
      'expr',
    ]);
  const pending = durationOf(field('for')) ?? 0;
  const kept = durationOf(field('keep_firing_for')) ?? 0;
  const labels = labelsOf(field('labels'));
  const annotations = textsOf(field('annotations'));
  if (record !== '') {
    if (pending > 0 || kept > 0 || Object.keys(annotations).length > 0)
      refuse(rule, `recording ${record} has a field that only alerts have`, 'remove for, keep_firing_for and annotations');
    if (/[{}]/.test(record)) refuse(rule, `${record} is no name of a series`, 'name the series without matchers', ['record']);
  } else {
    for (const [section, texts] of [
      ['labels', labels],
      ['annotations', annotations],
    ] as const) {
      for (const [name, text] of Object.entries(texts)) {
        const template = parseAlertTemplate(text);
        if (!('nodes' in template))
          refuse(rule, `the template of ${alert} is wrong: ${template.message}`, template.hint ?? 'correct it', [section, name]);
      }
    }
  }
  return {
    kind: record === '' ? 'alert' : 'recording',
    name: record === '' ? alert : record,
    query,
    for: `${pending}ms` as PromDuration,
    keepFiringFor: `${kept}ms` as PromDuration,
    labels: { ...groupLabels, ...labels },
    annotations,
  };
}

function labelsOf(written: WrittenValue): Readonly<Record<string, string>> {
  const labels = textsOf(written);
  for (const name of Object.keys(labels)) {
    if (name === '' || name === '__name__') refuse(written, `${JSON.stringify(name)} is no name of a label here`, 'remove it', [name]);
  }
  return labels;
}
