import { readFileSync } from 'node:fs';
import type { MetricType } from '../../lib/model/metric';
import type { Documented } from './program';

/**
 * scripts/catalog/documents/NAME.tsv: what a project's documentation or source says of its metrics, where neither can be read here:
 * name, type, labels (`a=x|y`: its only values; a `*` among them: there may be others), what has to be set, help. `-` stands for nothing.
 */
export function document(name: string): Documented[] {
  const lines = readFileSync(`scripts/catalog/documents/${name}.tsv`, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [metric, type, labels, when, help] = line.split('\t');
    if (help === undefined) throw new Error(`${name}.tsv: not five columns: ${line}`);
    const all = labels === '-' ? [] : labels!.split(',').map((label) => label.split('='));
    return {
      name: metric!,
      type: type as MetricType,
      help,
      labels: all.flatMap(([label]) => (label === '*' ? [] : [label!])),
      labelValues: Object.fromEntries(all.flatMap(([label, values]) => (values === undefined ? [] : [[label, values.split('|').sort()]]))),
      ...(all.some(([label]) => label === '*') && { openLabels: [''] }),
      ...(when !== '-' && { when }),
    };
  });
}
