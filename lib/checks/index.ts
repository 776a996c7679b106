import { blockedConnection } from './blocked-connection';
import type { Check } from './check';
import { alertCondition } from './alert-condition';
import { counterWithoutRate } from './counter-without-rate';
import { dashboardDatasource } from './dashboard-datasource';
import { dashboardLayout } from './dashboard-layout';
import { dashboardLegend } from './dashboard-legend';
import { dashboardQuery } from './dashboard-query';
import { dashboardUid } from './dashboard-uid';
import { dashboardUnit } from './dashboard-unit';
import { dashboardVariable } from './dashboard-variable';
import { deltaOfCounter } from './delta-of-counter';
import { discoveryRights } from './discovery-rights';
import { duplicateName } from './duplicate-name';
import { forInterval } from './for-interval';
import { histogramQuantile } from './histogram-quantile';
import { imageVersion } from './image-version';
import { impossibleComparison } from './impossible-comparison';
import { impossibleMatch } from './impossible-match';
import { labelFunction } from './label-function';
import { missingAnnotation } from './missing-annotation';
import { objectName } from './object-name';
import { objectSize } from './object-size';
import { podSecurity } from './pod-security';
import { promqlSyntax } from './promql-syntax';
import { rateAfterSum } from './rate-after-sum';
import { rateOfGauge } from './rate-of-gauge';
import { refusedObject } from './refused-object';
import { retentionSize } from './retention-size';
import { ambiguousMatcher, deadInhibition, deadRoute, literalSecret, refusedConfiguration, unusedReceiver } from './routing/checks';
import { ruleFields } from './rule-fields';
import { ruleName } from './rule-name';
import { scrapedTwice } from './scraped-twice';
import { secretInPod } from './secret-in-pod';
import { selectsNothing } from './selects-nothing';
import { serviceWithoutPods } from './service-without-pods';
import { shortRange } from './short-range';
import { templateLabel } from './template-label';
import { templateSyntax } from './template-syntax';
import { unknownLabel } from './unknown-label';
import { unknownMetric } from './unknown-metric';
import { unknownPort } from './unknown-port';
import { unrehearsed } from './unrehearsed';
import { unroutedAlert } from './unrouted-alert';
import { unselectedObject } from './unselected-object';
import { unusedRecording } from './unused-recording';
import { valueInLabel } from './value-in-label';

/** Every check, in the order in which findings are reported. */
export const checks: readonly Check[] = [
  promqlSyntax, unknownMetric, unknownLabel, impossibleMatch, histogramQuantile, rateOfGauge,
  deltaOfCounter, counterWithoutRate, rateAfterSum, impossibleComparison, alertCondition, shortRange, labelFunction,
  unroutedAlert, refusedConfiguration, deadRoute, deadInhibition, unusedReceiver, ambiguousMatcher, literalSecret,
  templateSyntax, templateLabel, valueInLabel, ruleName, ruleFields, forInterval, missingAnnotation, unrehearsed, unusedRecording,
  dashboardVariable, dashboardDatasource, dashboardQuery, dashboardLegend, dashboardUid, dashboardLayout, dashboardUnit,
  refusedObject, objectName, objectSize, podSecurity, imageVersion, secretInPod, retentionSize, unknownPort, serviceWithoutPods,
  unselectedObject, selectsNothing, scrapedTwice, discoveryRights, blockedConnection, duplicateName,
];
