import type { JudgedRule, Place } from '../checks/model';
import { isMapping, type Path } from '../objects';
import { parse } from '../promql';
import type { Located } from './documents';

/** The rules of a PrometheusRule or of a rule file; nothing for any other document. */
export function rulesOf(document: Located): readonly JudgedRule[] {
  const { value } = document;
  if (!isMapping(value)) return [];
  if (value.kind === 'PrometheusRule' && isMapping(value.spec)) return ofGroups(document, value.spec.groups, ['spec', 'groups']);
  return value.kind === undefined ? ofGroups(document, value.groups, ['groups']) : [];
}

function ofGroups(document: Located, groups: unknown, path: Path): readonly JudgedRule[] {
  return list(groups).flatMap((group, index) =>
    list(isMapping(group) ? group.rules : undefined).flatMap((rule, at) => ofRule(document, group as Record<string, unknown>, rule, [...path, index, 'rules', at])));
}

function ofRule(document: Located, { interval }: Record<string, unknown>, rule: unknown, path: Path): readonly JudgedRule[] {
  if (!isMapping(rule)) return [];
  const name = rule.alert ?? rule.record;
  if (typeof name !== 'string' || (typeof rule.expr !== 'string' && typeof rule.expr !== 'number')) return [];
  return [{
    kind: rule.alert === undefined ? 'recording' : 'alert',
    name,
    query: parse(String(rule.expr)),
    ...(typeof rule.for === 'string' && { for: rule.for }),
    ...(typeof rule.keep_firing_for === 'string' && { keepFiringFor: rule.keep_firing_for }),
    ...(typeof interval === 'string' && { interval }),
    labels: texts(rule.labels),
    annotations: texts(rule.annotations),
    place: placeOf(document, path, ['expr']),
  }];
}

/** A place whose findings stand at `path`, or at a field below it; spans count in the text of `main`, or of that field. */
export function placeOf({ file, object, locate }: Located, path: Path, main: Path = []): Place {
  return {
    ...(object && { object }),
    locate: (span, at) => ({ file, ...locate([...path, ...(at ?? (span === undefined ? [] : main))], span?.from) }),
  };
}

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const texts = (value: unknown): Readonly<Record<string, string>> =>
  isMapping(value) ? Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)])) : {};
