import { readFileSync } from 'node:fs';
import { type Family, familiesOf } from '../model/exposition';
import { type Metric, type SeriesName, seriesOf } from '../model/metric';
import { isNo, type OptionProblem, problem } from '../model/shape/problem';
import type { CatalogedMetrics } from '../model/watch';

/**
 * What a target exposes, read at synth from a text that it gave: `curl -s http://localhost:8080/metrics > fixtures/metrics.txt`. It is
 * taken as whole, but for metrics that it names and has no sample of yet. What cannot be read is a finding.
 *
 * @example
 * stack.monitor(service, { metrics: metricsFrom('fixtures/metrics.txt'), alerts: [pileUp] });
 */
export function metricsFrom(path: string): CatalogedMetrics {
  if (typeof path !== 'string' || path === '')
    return cataloguing([], [], isNo('', path, 'path of metrics', "Write the path of a file: metricsFrom('fixtures/metrics.txt')."));
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return cataloguing([], [], [problem('', `${path} cannot be read`, 'Name a file that holds what the target answers at /metrics.')]);
  }
  const wrong = text.split('\n').findIndex((line) => !isReadable(line));
  if (wrong >= 0) {
    return cataloguing(
      [],
      [],
      [problem('', `${path}:${wrong + 1}: it is no line of /metrics`, 'Save the answer as it is, in the text format.')],
    );
  }
  const families = familiesOf(text);
  if (families.length === 0)
    return cataloguing([], [], [problem('', `${path} has no samples`, 'Save what the target answers at /metrics.')]);
  return cataloguing(
    families,
    [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name!),
    [],
  );
}

/** Each line is read by itself, so that a wrong one is told by its number. */
function isReadable(line: string): boolean {
  if (line.startsWith('#') && !/^# (TYPE|HELP) /.test(line)) return true;
  try {
    familiesOf(line);
  } catch {
    return false;
  }
  return line.trim() === '' || line.startsWith('#') || /[}\s]\s*[-+]?(\d|\.\d|inf|nan)/i.test(line);
}

function cataloguing(families: readonly Family[], declared: readonly string[], problems: readonly OptionProblem[]): CatalogedMetrics {
  const series = new Map<string, SeriesName>();
  for (const family of families) {
    for (const one of seriesOf(metricOf(family))) if (!(family.bare && one.name === family.name)) series.set(one.name, one);
  }
  const sampled = new Set(families.map(({ name }) => name));
  const unsampled = declared.filter((name) => !sampled.has(name) && !sampled.has(`${name}_total`));
  const mayCome = (name: string) => unsampled.some((one) => name === one || name.replace(/_(bucket|sum|count|total)$/, '') === one);
  return {
    kind: 'cataloged',
    find: (name) => series.get(name),
    exposes: (name) => (series.has(name) ? 'yes' : problems.length > 0 || mayCome(name) ? 'unknown' : 'no'),
    names: () => series.keys(),
    ...(problems.length > 0 && { problems }),
  };
}

const metricOf = ({ name, type, help, labels, buckets }: Family): Metric => ({ name, type, help, labels, ...(buckets && { buckets }) });
