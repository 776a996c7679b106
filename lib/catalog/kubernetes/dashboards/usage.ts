import type { Query } from '../../../promql/ast';
import { promql } from '../../../promql/tag';
import { cadvisor, state } from '../metrics';

export type Compute = 'cpu' | 'memory';

/** Cores in use by each container that these matchers choose. Without `container` the kubelet adds a pod up once more. */
const cpu = (where: string): Query =>
  promql`rate(${cadvisor.container_cpu_usage_seconds_total}{container!="", ${where}}[$__rate_interval])`;

/** What the kernel cannot take back from each container. */
const memory = (where: string): Query => promql`${cadvisor.container_memory_working_set_bytes}{container!="", ${where}}`;

export const used = (resource: Compute, where: string): Query => (resource === 'cpu' ? cpu(where) : memory(where));

/** Pods that are done ask for nothing any more. */
const living = (where: string) => promql`max by (namespace, pod) (${state.kube_pod_status_phase}{phase=~"Pending|Running", ${where}} == 1)`;

const of = { requests: state.kube_pod_container_resource_requests, limits: state.kube_pod_container_resource_limits };

/** What containers of living pods ask for, or are limited to. */
export const asked = (what: keyof typeof of, resource: Compute, where: string): Query =>
  promql`${of[what]}{resource="${resource}", ${where}} * on (namespace, pod) group_left () ${living(inNamespaces(where))}`;

/** Phases know no node. */
const inNamespaces = (where: string): string => (where.startsWith('node') ? 'namespace!=""' : where);

export const allocatable = (resource: Compute, where = 'node!=""'): Query =>
  promql`${state.kube_node_status_allocatable}{resource="${resource}", ${where}}`;

/** The share of the periods in which a container wanted more CPU than its limit. */
export const throttled = (where: string, by: string): Query => promql`
  sum by (${by}) (rate(${cadvisor.container_cpu_cfs_throttled_periods_total}{container!="", ${where}}[$__rate_interval]))
  / sum by (${by}) (rate(${cadvisor.container_cpu_cfs_periods_total}{container!="", ${where}}[$__rate_interval]))`;

/** Bytes, packets or errors per second; a pod has its network once, whatever its containers. */
export const network = (metric: { readonly name: string }, where: string): Query => promql`rate(${metric}{${where}}[$__rate_interval])`;

export const restarts = (where: string): Query => promql`increase(${state.kube_pod_container_status_restarts_total}{${where}}[1h])`;

export const notRunning = (where: string): Query => promql`${state.kube_pod_status_phase}{${where}, phase=~"Pending|Failed|Unknown"}`;
