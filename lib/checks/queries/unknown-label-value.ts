import { queriesOf } from '../../analysis/check-input';
import { foundAt } from '../../analysis/found';
import { type ExposedSeries, metricName } from '../../analysis/series-sources';
import type { Matcher, VectorSelector } from '../../promql/ast';
import { explain } from '../../promql/diagnostics';
import type { LabelEnv } from '../../promql/label-flow';
import { regexpMatches } from '../../promql/regexp';
import { selectorsOf } from '../../promql/walk';
import { inWords } from '../../text/list';
import { nearest } from '../../text/nearest';
import { check } from '../check';

export const unknownLabelValue = check('unknown-label-value', {
  finds: 'a matcher for a value or a bucket that its metric does not have, as its declaration or the source of its program lists them',
  severity: 'error',
  // Another rule may record the series too.
  kinds: { recorded: { declared: 'error', manifests: 'warning' } },
  *run(input) {
    for (const { title, query, place } of queriesOf(input)) {
      for (const selector of query.expr === undefined ? [] : selectorsOf(query.expr)) {
        const verdict = input.exposure(selector);
        if (verdict.kind === 'recorded') {
          for (const fault of ofRecorded(title, selector, input.knowledge)) {
            yield foundAt(place, { ...fault, kind: 'recorded', excerpt: explain(query.text, { span: fault.span }) });
          }
        }
        if (verdict.kind !== 'exposed') continue;
        for (const matcher of selector.matchers) {
          const known = valuesOf(matcher.name, verdict.series);
          if (known === undefined || takesOne(matcher, known)) continue;
          const similar = suggestionFor(matcher, known);
          yield foundAt(place, {
            message:
              `${title}: ${metricName(selector)} has no series with ${matcher.name}${matcher.op}${JSON.stringify(matcher.value)}: ` +
              `its ${matcher.name === 'le' ? 'buckets' : 'values'} are ${inWords(known)}`,
            hint: hintFor(similar, verdict.series.every(isDeclared) ? `add it to the declaration of ${metricName(selector)}` : undefined),
            span: matcher.span,
            excerpt: explain(query.text, matcher),
          });
        }
      }
    }
  },
});

/** Matchers for other values than the rules that record a series write. */
function* ofRecorded(title: string, selector: VectorSelector, knowledge: LabelEnv) {
  const known = knowledge(selector);
  if (known.kind !== 'known') return;
  for (const matcher of selector.matchers) {
    const values = known.values?.get(matcher.name);
    if (values === undefined || takesOne(matcher, values)) continue;
    const similar = nearest(matcher.value, values);
    yield {
      message:
        `${title}: no rule records ${metricName(selector)} with ${matcher.name}${matcher.op}${JSON.stringify(matcher.value)}: ` +
        `${matcher.name} is ${inWords(values.map((value) => JSON.stringify(value)))}`,
      hint: hintFor(similar, 'record the series with this value as well'),
      span: matcher.span,
    };
  }
}

/**
 * All values of a label; undefined where another one may be there: from the target, or by relabeling. A catalogue has the values that its
 * program's source lists; the buckets of a program that is cataloged may be set by its user.
 */
function valuesOf(label: string, series: readonly ExposedSeries[]): readonly string[] | undefined {
  const all = series.map(({ series: { labelValues, buckets }, scrape: { labels, honorsLabels, metricRelabeling = [], sources } }) => {
    const isOverridden = !honorsLabels && (labels.possible === 'any' || labels.possible.has(label));
    if (isOverridden || metricRelabeling.length > 0) return undefined;
    if (label !== 'le') return labelValues?.[label];
    return sources.some(({ kind }) => kind !== 'listed') ? undefined : buckets && [...buckets.map(String), '+Inf'];
  });
  return all.includes(undefined) ? undefined : [...new Set(all.flatMap((values) => values!))];
}

const isDeclared = ({ scrape: { sources } }: ExposedSeries): boolean => sources.every(({ kind }) => kind === 'listed');

function hintFor(similar: string | undefined, remedy: string | undefined): string {
  if (similar === undefined) return remedy === undefined ? 'write one of them' : `write one of them, or ${remedy}`;
  return remedy === undefined ? `did you mean ${similar}?` : `did you mean ${similar}? If not, ${remedy}`;
}

/** The nearest bound, or a value that is spelt alike. */
function suggestionFor({ name, value }: Matcher, known: readonly string[]): string | undefined {
  const bound = Number(value);
  if (name !== 'le' || Number.isNaN(bound)) return nearest(value, known) ?? known.find((one) => one.toLowerCase() === value.toLowerCase());
  const distance = (one: string) => Math.abs(boundOf(one) - bound);
  return known.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

/** Whether a matcher takes one of the values, or a series without the label. Other matchers than these exclude something. */
function takesOne({ name, op, value }: Matcher, known: readonly string[]): boolean {
  if (value.includes('$')) return true;
  switch (op) {
    case '=':
      return value === '' || known.some((one) => one === value || (name === 'le' && boundOf(one) === boundOf(value)));
    case '=~':
      return regexpMatches(value, '') || known.some((one) => formsOf(name, one).some((form) => regexpMatches(value, form)));
    case '!=':
    case '!~':
      return true;
  }
}

const boundOf = (text: string): number => (text === '+Inf' ? Infinity : Number(text));

/** Programs write the bound 1 as `1`, `1.0` or `1e+00`. */
const formsOf = (label: string, value: string): readonly string[] =>
  label !== 'le' || value === '+Inf'
    ? [value]
    : [
        value,
        Number(value).toFixed(1),
        Number(value)
          .toExponential()
          .replace(/e([+-])(\d)$/, 'e$10$2'),
      ];
