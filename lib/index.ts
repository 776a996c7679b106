export type { Backend } from './backends/backend';
export { type OperatorProps, operator } from './backends/operator/operator';
export type { AlertmanagerProps, PrometheusProps } from './backends/shared/props';
export { type StandaloneProps, standalone } from './backends/standalone/standalone';
export { type GrafanaProps, grafana } from './components/grafana';
export { type KubeStateMetricsProps, kubeStateMetrics } from './components/kube-state-metrics';
export { kubelet, podHealth } from './components/kubelet';
export { nodeExporter } from './components/node-exporter';
export { type Component, component } from './manifests/component';
export type { Connection, Context, Peer } from './manifests/context';
export type { ImageName, ImageOptions } from './manifests/images';
export type { PodSecurityLevel } from './manifests/namespace';
export type { NetworkOptions } from './manifests/network';
export type { Amounts, EnvSource, PodOptions, ProgramOptions, Resources } from './manifests/program-options';
export type { ClusterSize } from './manifests/size';
export { ephemeral, type Storage, type VolumeOptions, volume } from './manifests/storage';
export type { Bytes, Cores } from './manifests/units';
export { type KubernetesObject, type ObjectMeta, type SecretKey, secretKey } from './model/custom-resource';
export {
  type Dashboard,
  type DashboardOptions,
  dashboard,
  type Panel,
  type PanelQuery,
  type StatPanel,
  stat,
  type TablePanel,
  type Threshold,
  type TimeseriesPanel,
  table,
  timeseries,
  type Unit,
  type ValueMapping,
  type Variable,
} from './model/dashboard';
export type { PromDuration } from './model/duration';
export type { Finding, FindingSeverity } from './model/finding';
export {
  counter,
  gauge,
  type Histogram,
  type HistogramOptions,
  histogram,
  type Metric,
  type MetricOptions,
  type MetricType,
  summary,
} from './model/metric';
export { fires, quiet, type Rehearsal, type SeriesHistory, series } from './model/rehearsal';
export {
  type Inhibition,
  oneOf,
  type Receiver,
  type Route,
  type RouteMatcher,
  type Routing,
  receiver,
  type SlackOptions,
  slack,
  webhook,
  where,
} from './model/routing';
export {
  type Alert,
  type AlertOptions,
  alert,
  type Labels,
  type Recording,
  type RecordingOptions,
  recording,
  rehearse,
  type Severity,
} from './model/rule';
export { type Slo, type SloOptions, slo } from './model/slo';
export { up } from './model/synthetic';
export type { CatalogedMetrics, Watch } from './model/watch';
export type { Query } from './promql/ast';
export { promql } from './promql/tag';
export { MonitoringApp, type MonitoringAppProps } from './stack/app';
export { FindingsError } from './stack/findings';
export { MonitoringStack } from './stack/monitoring-stack';
export type { MonitoringStackProps, MonitorOptions } from './stack/props';
export type { LabelledTarget, ServiceConstruct, Target, TargetOptions, WorkloadConstruct } from './stack/targets';
