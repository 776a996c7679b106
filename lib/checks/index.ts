import type { Check } from './check';
import { dashboardDatasource } from './dashboards/dashboard-datasource';
import { dashboardLabel } from './dashboards/dashboard-label';
import { dashboardLayout } from './dashboards/dashboard-layout';
import { dashboardLegend } from './dashboards/dashboard-legend';
import { dashboardQuery } from './dashboards/dashboard-query';
import { dashboardStyle } from './dashboards/dashboard-style';
import { dashboardUid } from './dashboards/dashboard-uid';
import { dashboardUnit } from './dashboards/dashboard-unit';
import { dashboardVariable } from './dashboards/dashboard-variable';
import { lostDashboard } from './dashboards/lost-dashboard';
import { multiValueVariable } from './dashboards/multi-value-variable';
import { duplicateName } from './objects/duplicate-name';
import { imageVersion } from './objects/image-version';
import { objectName } from './objects/object-name';
import { objectSize } from './objects/object-size';
import { podSecurity } from './objects/pod-security';
import { refusedObject } from './objects/refused-object';
import { removedFlag } from './objects/removed-flag';
import { retentionSize } from './objects/retention-size';
import { secretInPod } from './objects/secret-in-pod';
import { unreadableFile } from './objects/unreadable-file';
import { counterWithoutRate } from './queries/counter-without-rate';
import { deltaOfCounter } from './queries/delta-of-counter';
import { floatLabel } from './queries/float-label';
import { histogramQuantile } from './queries/histogram-quantile';
import { impossibleComparison } from './queries/impossible-comparison';
import { impossibleMatch } from './queries/impossible-match';
import { impossibleSelector } from './queries/impossible-selector';
import { labelFunction } from './queries/label-function';
import { manyToMany } from './queries/many-to-many';
import { matchWithoutNamespace } from './queries/match-without-namespace';
import { oldName } from './queries/old-name';
import { promqlSyntax } from './queries/promql-syntax';
import { rateAfterSum } from './queries/rate-after-sum';
import { rateOfGauge } from './queries/rate-of-gauge';
import { regexpInEquality } from './queries/regexp-in-equality';
import { shortRange } from './queries/short-range';
import { switchedOff } from './queries/switched-off';
import { unknownLabel } from './queries/unknown-label';
import { unknownLabelValue } from './queries/unknown-label-value';
import { unknownMetric } from './queries/unknown-metric';
import { ambiguousMatcher } from './routing/ambiguous-matcher';
import { deadInhibition } from './routing/dead-inhibition';
import { deadRoute } from './routing/dead-route';
import { literalSecret } from './routing/literal-secret';
import { lostAlerts } from './routing/lost-alerts';
import { refusedConfiguration } from './routing/refused-configuration';
import { unreadConfiguration } from './routing/unread-configuration';
import { unroutedAlert } from './routing/unrouted-alert';
import { unusedReceiver } from './routing/unused-receiver';
import { alertCondition } from './rules/alert-condition';
import { enforcedNamespace } from './rules/enforced-namespace';
import { forInterval } from './rules/for-interval';
import { missingAnnotation } from './rules/missing-annotation';
import { rehearsalFailed } from './rules/rehearsal-failed';
import { rehearsalSeries } from './rules/rehearsal-series';
import { rehearsalVacuous } from './rules/rehearsal-vacuous';
import { rehearsalWeak } from './rules/rehearsal-weak';
import { ruleFields } from './rules/rule-fields';
import { ruleName } from './rules/rule-name';
import { unrehearsed } from './rules/unrehearsed';
import { unusedRecording } from './rules/unused-recording';
import { openAdminApi } from './security/open-admin-api';
import { sharedUid } from './security/shared-uid';
import { blockedConnection } from './targets/blocked-connection';
import { deadRelabeling } from './targets/dead-relabeling';
import { discoveryRights } from './targets/discovery-rights';
import { endpointWithoutPort } from './targets/endpoint-without-port';
import { mergedTargets } from './targets/merged-targets';
import { metricDeclaration } from './targets/metric-declaration';
import { scrapedTwice } from './targets/scraped-twice';
import { selectsNothing } from './targets/selects-nothing';
import { serviceWithoutPods } from './targets/service-without-pods';
import { unknownPort } from './targets/unknown-port';
import { unselectedObject } from './targets/unselected-object';
import { notificationTemplate } from './templates/notification-template';
import { templateLabel } from './templates/template-label';
import { templateSyntax } from './templates/template-syntax';
import { valueInLabel } from './templates/value-in-label';
import { wrongPercent } from './templates/wrong-percent';

/** Every check, in the order in which findings are reported. */
export const checks: readonly Check[] = [
  promqlSyntax,
  unknownMetric,
  oldName,
  switchedOff,
  unknownLabel,
  unknownLabelValue,
  floatLabel,
  regexpInEquality,
  impossibleSelector,
  impossibleMatch,
  manyToMany,
  matchWithoutNamespace,
  histogramQuantile,
  rateOfGauge,
  deltaOfCounter,
  counterWithoutRate,
  rateAfterSum,
  impossibleComparison,
  alertCondition,
  shortRange,
  labelFunction,
  unroutedAlert,
  refusedConfiguration,
  unreadConfiguration,
  lostAlerts,
  deadRoute,
  deadInhibition,
  unusedReceiver,
  ambiguousMatcher,
  literalSecret,
  notificationTemplate,
  templateSyntax,
  templateLabel,
  valueInLabel,
  wrongPercent,
  ruleName,
  enforcedNamespace,
  ruleFields,
  forInterval,
  missingAnnotation,
  rehearsalFailed,
  rehearsalSeries,
  rehearsalVacuous,
  rehearsalWeak,
  unrehearsed,
  unusedRecording,
  dashboardVariable,
  multiValueVariable,
  dashboardDatasource,
  dashboardQuery,
  dashboardLegend,
  dashboardUid,
  dashboardLayout,
  dashboardUnit,
  dashboardStyle,
  dashboardLabel,
  lostDashboard,
  refusedObject,
  objectName,
  objectSize,
  podSecurity,
  imageVersion,
  secretInPod,
  sharedUid,
  openAdminApi,
  unreadableFile,
  removedFlag,
  retentionSize,
  unknownPort,
  serviceWithoutPods,
  unselectedObject,
  selectsNothing,
  metricDeclaration,
  scrapedTwice,
  mergedTargets,
  endpointWithoutPort,
  deadRelabeling,
  discoveryRights,
  blockedConnection,
  duplicateName,
];
