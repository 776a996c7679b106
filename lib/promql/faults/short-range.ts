import { formatDuration } from '../numbers';
import { metricOf, withoutParens } from '../walk';
import { type FaultCheck, fault } from './look';

/** These need two samples in every range, and lose one to a failed scrape: the check's own limit holds for them. */
const steady: ReadonlySet<string> = new Set(['rate', 'increase', 'delta', 'deriv', 'predict_linear']);
/** These look at the last two samples, or at each pair. */
const pairs: ReadonlySet<string> = new Set(['irate', 'idelta', 'changes', 'resets']);

/** A range that is too short for the interval at which its series are scraped. */
export const findShortRange: FaultCheck = function* ({ expr, env, leastScrapes }) {
  if (expr.kind !== 'call') return;
  const least = steady.has(expr.func) ? leastScrapes : pairs.has(expr.func) ? Math.min(2, leastScrapes) : 1;
  for (const arg of expr.args) {
    const range = withoutParens(arg);
    if (range.kind !== 'matrix' || range.range === undefined) continue;
    const series = env(range.selector);
    const interval = series.kind === 'known' ? series.interval : undefined;
    if (interval === undefined || range.range >= least * interval) continue;
    const scrapes = Math.floor(range.range / interval);
    const held = scrapes === 0 ? 'less than one scrape' : scrapes === 1 ? 'one scrape' : `${scrapes} scrapes`;
    const metric = metricOf(range.selector) ?? 'the series';
    const hint = `take [${formatDuration(least * interval)}] or more: ${expr.func} needs ${least === 1 ? 'one scrape' : `${least} scrapes`}`;
    const message = `[${range.rangeText}] holds ${held} of ${metric}: one comes every ${formatDuration(interval)}`;
    yield fault('short-range', range.span, message, { hint });
  }
};
