import type * as made from '../../../../imports/monitoring.coreos.com/common';
import type * as server from '../../../../imports/monitoring.coreos.com/prometheus';
import type * as agent from '../../../../imports/monitoring.coreos.com/prometheus-agent';
import type { CustomResource } from './common';
import type { Given } from './given';

export type ScrapeClass = Given<made.ScrapeClass>;
/** An object, or with no name every object of that kind in the namespace. */
export type EnforcementExclusion = Given<made.ExcludedFromEnforcement>;
export type QueueConfig = Given<made.QueueConfig>;
export type AzureAd = Given<made.AzureAd>;
export type RemoteWriteSpec = Given<made.RemoteWrite>;
export type RemoteReadSpec = Given<server.RemoteRead>;
export type AlertmanagerEndpoint = Given<server.AlertmanagerEndpoints>;
export type OtlpConfig = Given<made.Otlp>;
export type TracingConfig = Given<made.TracingConfig>;

export type PrometheusSpec = Given<server.PrometheusSpec>;
export type PrometheusAgentSpec = Given<agent.PrometheusAgentSpec>;
/** Fields that Prometheus and PrometheusAgent share. */
export type CommonPrometheusSpec = Pick<PrometheusSpec, keyof PrometheusSpec & keyof PrometheusAgentSpec>;

export type Prometheus = CustomResource<PrometheusSpec> & { readonly kind: 'Prometheus' };
export type PrometheusAgent = CustomResource<PrometheusAgentSpec> & { readonly kind: 'PrometheusAgent' };
