import type * as pod from '../../../../imports/monitoring.coreos.com/pod-monitor';
import type * as probe from '../../../../imports/monitoring.coreos.com/probe';
import type * as service from '../../../../imports/monitoring.coreos.com/service-monitor';
import type { CustomResource } from './common';
import type { Given } from './given';

export type ServiceMonitorEndpoint = Given<service.Endpoint>;
export type PodMonitorEndpoint = Given<pod.PodMetricsEndpoint>;
export type ProbeSpec = Given<probe.ProbeSpec>;

export type ServiceMonitor = CustomResource<Given<service.ServiceMonitorSpec>>;
export type PodMonitor = CustomResource<Given<pod.PodMonitorSpec>>;
export type Probe = CustomResource<ProbeSpec>;
