import type { Check } from './check';
import { counterWithoutRate } from './counter-without-rate';
import { deltaOfCounter } from './delta-of-counter';
import { duplicateName } from './duplicate-name';
import { histogramQuantile } from './histogram-quantile';
import { impossibleComparison } from './impossible-comparison';
import { impossibleMatch } from './impossible-match';
import { labelFunction } from './label-function';
import { promqlSyntax } from './promql-syntax';
import { rateAfterSum } from './rate-after-sum';
import { rateOfGauge } from './rate-of-gauge';
import { ambiguousMatcher, deadInhibition, deadRoute, literalSecret, refusedConfiguration, unusedReceiver } from './routing/checks';
import { selectsNothing } from './selects-nothing';
import { shortRange } from './short-range';
import { unknownLabel } from './unknown-label';
import { unknownMetric } from './unknown-metric';
import { unroutedAlert } from './unrouted-alert';

/** Every check, in the order in which findings are reported. */
export const checks: readonly Check[] = [
  promqlSyntax, unknownMetric, unknownLabel, impossibleMatch, histogramQuantile, rateOfGauge,
  deltaOfCounter, counterWithoutRate, rateAfterSum, impossibleComparison, shortRange, labelFunction,
  unroutedAlert, refusedConfiguration, deadRoute, deadInhibition, unusedReceiver, ambiguousMatcher, literalSecret,
  selectsNothing, duplicateName,
];
