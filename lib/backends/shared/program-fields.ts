import type { AlertmanagerSpec } from '../../../imports/monitoring.coreos.com/alertmanager';
import type { PrometheusSpec } from '../../../imports/monitoring.coreos.com/prometheus';
import { goDuration } from '../../alertmanager/durations';
import { scrapeClassesOf } from '../../manifests/scrape';
import { type AnyDuration, durationText } from '../../model/duration';
import type { Labels } from '../../model/labels';
import { type JsonObject, merged } from '../../text/json';
import type { Installation } from './installation';
import { type AlertmanagerProps, type AlertTiming, type PrometheusProps, pathPrefix, replicasOf, type Web } from './props';
import { remoteReadField, remoteWriteField } from './remote-fields';

/* Options as fields of the resources of prometheus-operator, which say them in the same words. */

/** Where a program has a page, it answers below / unless it is told otherwise: what leads to it may take its path away. */
const webFields = (web: Web) => ({
  ...(web.externalUrl !== undefined && { externalUrl: web.externalUrl }),
  ...((web.externalUrl !== undefined || web.routePrefix !== undefined) && { routePrefix: pathPrefix(web) || '/' }),
});

const text = <K extends string>(field: K, value: AnyDuration | undefined) =>
  (value === undefined ? {} : { [field]: durationText(value) }) as { readonly [F in K]?: string };

/** What only users say of Prometheus. */
export function saidOfPrometheus(props: PrometheusProps): PrometheusSpec {
  const { scrapeTimeout, ruleQueryOffset, alertTiming, enableFeatures, receives = [], enableAdminApi, logLevel } = props;
  return {
    ...webFields(props),
    ...text('scrapeTimeout', scrapeTimeout),
    ...text('ruleQueryOffset', ruleQueryOffset),
    ...(alertTiming && { rules: { alert: timingFields(alertTiming) } }),
    ...(enableFeatures && { enableFeatures }),
    ...(receives.includes('remote-write') && { enableRemoteWriteReceiver: true }),
    ...(receives.includes('otlp') && { enableOTLPReceiver: true }),
    ...(enableAdminApi && { enableAdminAPI: true }),
    ...(logLevel && { logLevel }),
    ...(props.remoteWrite && { remoteWrite: props.remoteWrite.map(remoteWriteField) }),
    ...(props.remoteRead && { remoteRead: props.remoteRead.map(remoteReadField) }),
  };
}

const timingFields = ({ forOutageTolerance, forGracePeriod, resendDelay }: AlertTiming) => ({
  ...text('forOutageTolerance', forOutageTolerance),
  ...text('forGracePeriod', forGracePeriod),
  ...text('resendDelay', resendDelay),
});

/** The classes that targets of the stack need, and those that its user has. */
export function scrapeClassFields({ scrapes, prometheus: { scrapeClasses = [] } }: Installation) {
  const all = [...scrapeClassesOf(scrapes), ...scrapeClasses];
  return all.length === 0 ? {} : { scrapeClasses: all };
}

/** One Prometheus is told from no other. Of several, samples and alerts say which one they come from. */
export const identityFields = (props: PrometheusProps, clusterLabel: Labels | undefined): PrometheusSpec => ({
  externalLabels: { ...clusterLabel, ...props.externalLabels },
  prometheusExternalLabelName: '',
  ...(replicasOf(props) === 1 && { replicaExternalLabelName: '' }),
});

/** What only users say of Alertmanager. */
export const saidOfAlertmanager = (props: AlertmanagerProps): AlertmanagerSpec => ({
  ...webFields(props),
  // The custom resource takes durations of Go, which have no days.
  ...(props.retention !== undefined && { retention: goDuration(durationText(props.retention)) }),
  ...(props.enableFeatures && { enableFeatures: props.enableFeatures }),
  ...(props.logLevel && { logLevel: props.logLevel }),
});

/** A spec with what its user merges over it. */
export const withRaw = <S extends object>(spec: S, raw: object = {}): S => merged(spec as JsonObject, raw as JsonObject) as S;
