import type { RangeFunction } from '../window';
import {
  averageOverTime,
  countOverTime,
  deviationOverTime,
  firstOverTime,
  lastOverTime,
  maxOverTime,
  medianDeviation,
  minOverTime,
  presentOverTime,
  quantileOverTime,
  sumOverTime,
  timeOfFirst,
  timeOfLast,
  timeOfMax,
  timeOfMin,
  varianceOverTime,
} from './over-time';
import { changes, delta, extended, idelta, increase, irate, rate, resets } from './rate';
import { derivative, doubleExponentialSmoothing, predictLinear } from './trend';

type Modifier = 'anchored' | 'smoothed' | undefined;

const always = (f: RangeFunction) => (): RangeFunction => f;
const extrapolated =
  (usual: RangeFunction, isCounter: boolean, isRate: boolean) =>
  (modifier: Modifier): RangeFunction =>
    modifier === undefined ? usual : extended(isCounter, isRate, modifier === 'smoothed');

/** What is made of each range; how depends on the modifier of the selector. */
export const rangeFunctions: Readonly<Record<string, (modifier: Modifier) => RangeFunction>> = {
  avg_over_time: always(averageOverTime),
  absent_over_time: always(presentOverTime),
  changes: (modifier) => changes(modifier === 'anchored'),
  count_over_time: always(countOverTime),
  delta: extrapolated(delta, false, false),
  deriv: always(derivative),
  double_exponential_smoothing: always(doubleExponentialSmoothing),
  first_over_time: always(firstOverTime),
  idelta: always(idelta),
  increase: extrapolated(increase, true, false),
  irate: always(irate),
  last_over_time: always(lastOverTime),
  mad_over_time: always(medianDeviation),
  max_over_time: always(maxOverTime),
  min_over_time: always(minOverTime),
  predict_linear: always(predictLinear),
  present_over_time: always(presentOverTime),
  quantile_over_time: always(quantileOverTime),
  rate: extrapolated(rate, true, true),
  resets: (modifier) => resets(modifier === 'anchored'),
  stddev_over_time: always(deviationOverTime),
  stdvar_over_time: always(varianceOverTime),
  sum_over_time: always(sumOverTime),
  ts_of_first_over_time: always(timeOfFirst),
  ts_of_last_over_time: always(timeOfLast),
  ts_of_max_over_time: always(timeOfMax),
  ts_of_min_over_time: always(timeOfMin),
};
