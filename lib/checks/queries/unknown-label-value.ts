import { queriesOf } from '../../analysis/check-input';
import { foundAt } from '../../analysis/found';
import { type ExposedSeries, metricName } from '../../analysis/series-sources';
import type { Matcher } from '../../promql/ast';
import { explain } from '../../promql/diagnostics';
import { regexpMatches } from '../../promql/regexp';
import { selectorsOf } from '../../promql/walk';
import { inWords } from '../../text/list';
import { nearest } from '../../text/nearest';
import { check } from '../check';

export const unknownLabelValue = check('unknown-label-value', {
  finds: 'a matcher for a value or a bucket that the declaration of its metric does not list',
  severity: 'error',
  *run(input) {
    for (const { title, query, place } of queriesOf(input)) {
      for (const selector of query.expr === undefined ? [] : selectorsOf(query.expr)) {
        const verdict = input.exposure(selector);
        if (verdict.kind !== 'exposed') continue;
        for (const matcher of selector.matchers) {
          const known = valuesOf(matcher.name, verdict.series);
          if (known === undefined || takesOne(matcher, known)) continue;
          const similar = suggestionFor(matcher, known);
          const remedy = `add it to the declaration of ${metricName(selector)}`;
          yield foundAt(place, {
            message:
              `${title}: ${metricName(selector)} has no series with ${matcher.name}${matcher.op}${JSON.stringify(matcher.value)}: ` +
              `its ${matcher.name === 'le' ? 'buckets' : 'values'} are ${inWords(known)}`,
            hint: similar === undefined ? `write one of them, or ${remedy}` : `did you mean ${similar}? If not, ${remedy}`,
            span: matcher.span,
            excerpt: explain(query.text, matcher),
          });
        }
      }
    }
  },
});

/** All values of a label; undefined where another one may be there: from the target, by relabeling, or of a program that is cataloged. */
function valuesOf(label: string, series: readonly ExposedSeries[]): readonly string[] | undefined {
  const all = series.map(({ series: { labelValues, buckets }, scrape: { labels, honorsLabels, metricRelabeling = [], sources } }) => {
    const isOverridden = !honorsLabels && (labels.possible === 'any' || labels.possible.has(label));
    if (isOverridden || metricRelabeling.length > 0 || sources.some(({ kind }) => kind !== 'listed')) return undefined;
    return label === 'le' ? buckets && [...buckets.map(String), '+Inf'] : labelValues?.[label];
  });
  return all.includes(undefined) ? undefined : [...new Set(all.flatMap((values) => values!))];
}

/** The nearest bound, or a value that is spelt alike. */
function suggestionFor({ name, value }: Matcher, known: readonly string[]): string | undefined {
  const bound = Number(value);
  if (name !== 'le' || Number.isNaN(bound)) return nearest(value, known);
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
