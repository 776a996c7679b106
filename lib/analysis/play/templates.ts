import { expand } from '../../gotemplate/expand/expand';
import type { TemplateSample } from '../../gotemplate/expand/values';
import { parseAlertTemplate } from '../../gotemplate/index';
import type { Template, TemplateProblem } from '../../gotemplate/syntax';
import type { Labels } from '../../model/labels';
import { evaluateAt } from '../../promql/evaluate/evaluate';
import { type LabelPairs, labelsFrom } from '../../promql/evaluate/storage/pairs';
import type { SeriesStorage } from '../../promql/evaluate/storage/series';
import { parse } from '../../promql/parse';
import type { Stage } from './stage';

export const isTemplate = (text: string): boolean => text.includes('{{');

const parsed = new Map<string, Template | TemplateProblem>();

function templateOf(text: string): Template | TemplateProblem {
  const known = parsed.get(text) ?? parseAlertTemplate(text);
  parsed.set(text, known);
  return known;
}

/** One element of an alert's result, of which labels and annotations are made. */
export interface AlertSample {
  readonly labels: LabelPairs;
  readonly value: number;
  readonly time: number;
}

/** The text of a label or an annotation; where it cannot be expanded, it says so, as in Prometheus (rules/alerting.go, `Eval`). */
export function expandedText(text: string, sample: AlertSample, storage: SeriesStorage, { externalLabels, externalUrl }: Stage): string {
  if (!isTemplate(text)) return text;
  const template = templateOf(text);
  if (!('nodes' in template)) return failed(template.message);
  const result = expand(template, {
    labels: labelsFrom(sample.labels),
    value: sample.value,
    externalLabels,
    externalUrl,
    now: sample.time,
    query: (asked) => samplesOf(asked, sample.time, storage),
  });
  return typeof result === 'string' ? result : failed(result.message);
}

const failed = (message: string): string => `<error expanding template: ${message}>`;

export const expandedLabels = (texts: Labels, sample: AlertSample, storage: SeriesStorage, stage: Stage): Labels =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, expandedText(text, sample, storage, stage)]));

function samplesOf(text: string, time: number, storage: SeriesStorage): readonly TemplateSample[] {
  const result = evaluateAt(parse(text), time, storage);
  switch (result.kind) {
    case 'vector':
      return result.samples.map(({ labels, value }) => ({ kind: 'sample', labels: labelsFrom(labels), value }));
    case 'scalar':
      return [{ kind: 'sample', labels: {}, value: result.value }];
    case 'string':
    case 'matrix':
    case 'fault':
      return [];
  }
}
