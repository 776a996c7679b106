export { type Firing, type Played, play } from './analysis/play/play';
export { receiversOf } from './analysis/receivers-of';
export { attach } from './backends/attach/attach';
export type { InstalledStack } from './backends/attach/installed-stack';
export type { AttachOptions } from './backends/attach/options';
export { type KubePrometheusOptions, kubePrometheus } from './backends/attach/presets/kube-prometheus';
export {
  type KubePrometheusStackOptions,
  type KubePrometheusStackPart,
  kubePrometheusStack,
} from './backends/attach/presets/kube-prometheus-stack';
export { microk8sObservability } from './backends/attach/presets/microk8s';
export { openshiftUserWorkload } from './backends/attach/presets/openshift';
export type { Backend } from './backends/backend';
export { type OperatorProps, operator } from './backends/operator/operator';
export type { AlertmanagerProps, AlertTiming, PrometheusProps, Selects, ThanosSidecar, Web } from './backends/shared/props';
export { type StandaloneProps, standalone } from './backends/standalone/standalone';
export { catalog } from './catalog/named';
export type { ImageName } from './catalog/programs';
export { type ApiServerAlert, type ApiServerProps, apiServer } from './components/api-server';
export { type ClusterAlert, type ClusterMonitoringProps, clusterMonitoring } from './components/cluster-monitoring';
export { grafana } from './components/grafana';
export type { Datasource, GrafanaAlert, GrafanaProps, IniValue } from './components/grafana-options';
export { anonymous, ldap, type OidcOptions, oidc, type SignIn } from './components/grafana-sign-in';
export { type KubeStateMetricsProps, kubeStateMetrics } from './components/kube-state-metrics';
export { kubelet, podHealth } from './components/kubelet';
export { type NodeExporterProps, nodeExporter } from './components/node-exporter';
export type { Platform } from './components/platforms/platform';
export {
  aks,
  type ControlPlane,
  eks,
  gke,
  gkeAutopilot,
  k3s,
  kind,
  kubeadm,
  microk8s,
  minikube,
  openshift,
  rke2,
  talos,
} from './components/platforms/platforms';
export { type PostgresAlert, type PostgresExporterProps, postgresExporter } from './components/postgres-exporter';
export { type OperatorAlert, type PrometheusOperatorProps, prometheusOperator } from './components/prometheus-operator';
export { type RedisAlert, type RedisExporterProps, redisExporter } from './components/redis-exporter';
export { type DashboardFromOptions, dashboardFrom } from './input/dashboard-from';
export { installedFrom } from './input/installed-from';
export { metricsFrom } from './input/metrics-from';
export { rulesFrom } from './input/rules-from';
export type { NamedMeta as ObjectMeta, NamedObject as KubernetesObject } from './kubernetes/object';
export { type Component, component, type ProvisionedDatasource } from './manifests/component';
export type { Connection, Context, Peer } from './manifests/context';
export type { ExporterProps } from './manifests/exporter-options';
export type { ImageOptions } from './manifests/images';
export type { MountedVolume } from './manifests/mounted-volumes';
export {
  type ExistingNamespaceOptions,
  existing,
  type Named,
  type Namespace,
  type NamespaceOptions,
  namespace,
  type PodSecurityLevel,
} from './manifests/namespace';
export type { NetworkOptions } from './manifests/network';
export type { Amounts, EnvSource, Logging, LogLevel, PodOptions, ProgramOptions, Replicated, Resources } from './manifests/program-options';
export type { Served, ServiceSettings } from './manifests/service-settings';
export type { ClusterSize } from './manifests/size';
export { claim, ephemeral, type Storage, type VolumeOptions, volume } from './manifests/storage';
export type { Cores } from './manifests/units';
export {
  type Auth,
  type AuthorizationLogin,
  authorization,
  type BasicLogin,
  basicAuth,
  type ClientTls,
  type ConfigMapKey,
  type OAuth2Login,
  type OAuth2Options,
  oauth2,
  type Sigv4Login,
  type Sigv4Options,
  sigv4,
} from './model/auth';
export type { Bytes } from './model/bytes';
export type { CheckName } from './model/check-name';
export { type Annotation, type Dashboard, type DashboardOptions, dashboard } from './model/dashboard';
export {
  type AlertListOptions,
  type AlertListPanel,
  alertList,
  type LogsOptions,
  type LogsPanel,
  logs,
  type RawPanel,
  rawPanel,
  type TextPanel,
  text,
} from './model/dashboard/content';
export {
  type HeatmapOptions,
  type HeatmapPanel,
  type HistogramPanel,
  type HistogramPanelOptions,
  heatmap,
  histogramPanel,
} from './model/dashboard/distribution';
export { across, type Line, type Panel, type PlacedPanel, type QueryPanel, type Row, row } from './model/dashboard/layout';
export type { Link } from './model/dashboard/link';
export type { Legend, Override, PanelOptions, PanelQuery, QueryPanelOptions, ReducedOptions } from './model/dashboard/panel';
export {
  type BarGaugeOptions,
  type BarGaugePanel,
  barGauge,
  type GaugePanel,
  gaugePanel,
  type PieChartOptions,
  type PieChartPanel,
  pieChart,
  type StatOptions,
  type StatPanel,
  stat,
} from './model/dashboard/reduced';
export type { Calc, Color, GrafanaUnit, Threshold, Unit, ValueMapping, ValueStyle } from './model/dashboard/style';
export { type Column, type TableOptions, type TablePanel, type TableQuery, table } from './model/dashboard/table';
export {
  type StateTimelineOptions,
  type StateTimelinePanel,
  type StatusHistoryPanel,
  stateTimeline,
  statusHistory,
} from './model/dashboard/timeline';
export { type GraphOptions, type GraphQuery, type TimeseriesPanel, timeseries } from './model/dashboard/timeseries';
export type { LabelVariable, Variable } from './model/dashboard/variable';
export type { AnyDuration, PromDuration } from './model/duration';
export type { Finding, FindingSeverity } from './model/finding';
export type { Labels } from './model/labels';
export { noneOf, oneOf, type RouteMatcher, where } from './model/matchers';
export {
  counter,
  gauge,
  type Histogram,
  type HistogramOptions,
  histogram,
  type Metric,
  type MetricOptions,
  type MetricType,
  nativeHistogram,
  summary,
} from './model/metric';
export type { Raw } from './model/raw';
export { type EmailOptions, email, type SnsOptions, sns, type WebhookOptions, webhook } from './model/receivers/carriers';
export {
  type DiscordOptions,
  discord,
  type MsTeamsOptions,
  msteams,
  type SlackMention,
  type SlackOptions,
  slack,
  type TelegramOptions,
  telegram,
} from './model/receivers/chat';
export type {
  IncidentioConfig,
  JiraConfig,
  MattermostAttachment,
  MattermostConfig,
  MattermostField,
} from './model/receivers/further';
export type { HttpAuth } from './model/receivers/http';
export {
  type JiraOptions,
  jira,
  type OpsgenieOptions,
  opsgenie,
  type PagerDutyOptions,
  pagerduty,
} from './model/receivers/on-call';
export { type Channel, type Receiver, receiver } from './model/receivers/receiver';
export type { ChannelOptions } from './model/receivers/settings';
export { fires, quiet, type Rehearsal, type SeriesHistory, series } from './model/rehearsal';
export { type Relabelings, relabel } from './model/relabel';
export { type RemoteRead, type RemoteWrite, remoteRead, remoteWrite } from './model/remote';
export type { Inhibition, Route, Routing } from './model/routing';
export {
  type Alert,
  type AlertOptions,
  alert,
  type OtherLabels,
  type Recording,
  type RecordingOptions,
  recording,
  rehearse,
  type Severity,
  type TuneOptions,
  type Tuning,
  tune,
} from './model/rule';
export { type RuleGroup, type RuleGroupOptions, ruleGroup } from './model/rule-group';
export type { EndpointSettings, ScrapeAuth, ScrapeLimits, ScrapeProtocolName, ScrapeSettings } from './model/scrape-settings';
export { type SecretKey, secretKey } from './model/secret-key';
export { type Slo, type SloOptions, slo } from './model/slo';
export { up } from './model/synthetic';
export type { AlertThreshold, Thresholds, Values } from './model/threshold';
export {
  type ClockTime,
  type TimeInterval,
  type TimeIntervalOptions,
  type TimePeriod,
  timeInterval,
  type Weekday,
} from './model/time-interval';
export type { Url } from './model/url';
export type { CatalogedMetrics, Watch } from './model/watch';
export type { Query } from './promql/ast';
export { promql } from './promql/tag';
export { type Acceptance, type AcceptanceOptions, accept } from './stack/accept';
export { MonitoringApp, type MonitoringAppProps } from './stack/app';
export { FindingsError } from './stack/findings';
export { MonitoringStack } from './stack/monitoring-stack';
export { type ProbeOptions, type Prober, prober } from './stack/probe-target';
export type { MonitoringStackProps } from './stack/props';
export { type Discovery, type ScrapeOptions, staticTargets } from './stack/scrape-target';
export type { MonitorOptions, TargetEndpoint, TargetPorts, TargetSettings } from './stack/target-options';
export type { LabelledTarget, ServiceByName, ServiceConstruct, Target, WorkloadConstruct } from './stack/targets';
export type { Json, JsonObject } from './text/json';
