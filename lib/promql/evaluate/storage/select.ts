import type { Matcher, VectorSelector } from '../../ast';
import { regexpMatches } from '../../regexp';
import { pairValue } from './pairs';
import type { SeriesStorage, StoredSeries } from './series';

/** The series that a selector takes. */
export function seriesOfSelector(storage: SeriesStorage, { metric, matchers }: VectorSelector): readonly StoredSeries[] {
  const name = metric ?? matchers.find((matcher) => matcher.name === '__name__' && matcher.op === '=')?.value;
  const named = name === undefined || name === '' ? storage.all : (storage.byName.get(name) ?? []);
  return matchers.length === 0 ? named : named.filter((series) => matchers.every((matcher) => matchesSeries(matcher, series)));
}

const matchesSeries = (matcher: Matcher, { labels }: StoredSeries): boolean => matchesValue(matcher, pairValue(labels, matcher.name));

export function matchesValue({ op, value }: Matcher, given: string): boolean {
  switch (op) {
    case '=':
      return given === value;
    case '!=':
      return given !== value;
    case '=~':
      return regexpMatches(value, given);
    case '!~':
      return !regexpMatches(value, given);
  }
}
