export { MonitoringApp, type MonitoringAppProps } from './stack/app';
export { FindingsError } from './stack/findings';
export { MonitoringStack, type MonitoringStackProps, type MonitorOptions } from './stack/monitoring-stack';
export type { LabelledTarget, ServiceConstruct, Target, TargetOptions, WorkloadConstruct } from './stack/targets';

export type { Backend } from './backends/backend';
export { operator } from './backends/operator';
export { standalone } from './backends/standalone';

export { grafana, type GrafanaProps } from './components/grafana';
export { kubelet, podHealth } from './components/kubelet';
export { kubeStateMetrics, type KubeStateMetricsProps } from './components/kube-state-metrics';
export { nodeExporter } from './components/node-exporter';
export type { Component, Context } from './manifests/component';
export type { ImageName, ImageOptions } from './manifests/images';
export type { PodSecurityLevel } from './manifests/namespace';
export type { ClusterSize } from './manifests/size';

export { irisWatch, type IrisOptions } from './catalog/iris';

export { promql } from './promql/tag';
export type { Query } from './promql/ast';
export {
  alert, recording, rehearse, type Alert, type AlertOptions, type Labels, type Recording, type RecordingOptions, type Severity,
} from './model/rule';
export { fires, quiet, series, type Rehearsal, type SeriesHistory } from './model/rehearsal';
export {
  counter, gauge, histogram, summary, type Histogram, type HistogramOptions, type Metric, type MetricOptions, type MetricType,
} from './model/metric';
export { up } from './model/synthetic';
export {
  dashboard, stat, table, timeseries,
  type Dashboard, type DashboardOptions, type Panel, type PanelQuery, type StatPanel, type TablePanel, type Threshold,
  type TimeseriesPanel, type Unit, type ValueMapping, type Variable,
} from './model/dashboard';
export { slo, type Slo, type SloOptions } from './model/slo';
export {
  oneOf, receiver, slack, webhook, where, type Inhibition, type Receiver, type Route, type RouteMatcher, type Routing,
  type SlackOptions,
} from './model/notification';
export { secretKey, type KubernetesObject, type ObjectMeta, type SecretKey } from './model/custom-resource';
export type { PromDuration } from './model/duration';
export type { Finding, FindingSeverity } from './model/finding';
export type { CatalogedMetrics, Watch } from './model/watch';
