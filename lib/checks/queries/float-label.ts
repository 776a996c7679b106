import { type QueryUse, queriesOf } from '../../analysis/check-input';
import { foundAt } from '../../analysis/found';
import { areVersion3 } from '../../analysis/prometheus-versions';
import { metricName } from '../../analysis/series-sources';
import type { Matcher } from '../../promql/ast';
import { explain } from '../../promql/diagnostics';
import { regexpMatches } from '../../promql/regexp';
import { storedFloat } from '../../promql/stored-float';
import { selectorsOf } from '../../promql/walk';
import { check } from '../check';

/** Labels whose values are numbers, which Prometheus 3 writes in one way whatever the target wrote (its migration guide, "le and quantile"). */
const numeric = new Set(['le', 'quantile']);

export const floatLabel = check('float-label', {
  finds: 'a matcher for `le` or `quantile` whose number is not written as Prometheus 3 stores it',
  severity: 'error',
  kinds: { 'version-unknown': 'warning' },
  *run(input) {
    const version3 = areVersion3(input);
    if (version3 === 'none') return;
    // A rule or a dashboard alone may be for another engine, which stores what the target wrote.
    const foreign = new Set(input.rules.filter(({ written }) => written === undefined).map(({ place }) => place));
    const isJudged = ({ place, owner }: QueryUse) => version3 === 'all' || !(foreign.has(place) || owner.startsWith('dashboard'));
    for (const { title, query, place } of queriesOf(input).filter(isJudged)) {
      for (const selector of query.expr === undefined ? [] : selectorsOf(query.expr)) {
        // A rule may write any text into a label.
        if (input.exposure(selector).kind === 'recorded' || metricName(selector)?.includes(':')) continue;
        for (const matcher of selector.matchers) {
          const wrong = numeric.has(matcher.name) ? otherwiseStored(matcher) : undefined;
          if (wrong === undefined) continue;
          const stored = storedFloat(wrong)!;
          const both = `${matcher.name}=~"${literally(wrong)}|${literally(stored)}"`;
          yield foundAt(place, {
            ...(version3 !== 'all' && { kind: 'version-unknown' as const }),
            message: `${title}: ${metricName(selector) ?? 'this selector'} has no series with ${matcher.name}="${wrong}": Prometheus 3 stores it as "${stored}"`,
            hint: `write "${stored}", or ${both} for both versions`,
            span: matcher.span,
            excerpt: explain(query.text, matcher),
          });
        }
      }
    }
  },
});

/** A number that a matcher asks for, and whose stored form it does not take. */
function otherwiseStored({ op, value }: Matcher): string | undefined {
  const isOther = (text: string, takes: (stored: string) => boolean) => {
    const stored = storedFloat(text);
    return stored !== undefined && stored !== text && !takes(stored);
  };
  if (op === '=') return isOther(value, () => false) ? value : undefined;
  if (op !== '=~') return undefined;
  return value.split('|').find((each) => isOther(each, (stored) => regexpMatches(value, stored)));
}

/** In a regular expression, in a PromQL string. */
const literally = (text: string): string => text.replace(/[.+]/g, '\\\\$&');
