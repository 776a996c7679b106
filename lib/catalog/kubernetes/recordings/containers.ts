import { recording } from '../../../model/rule';
import { promql } from '../../../promql/tag';
import { cadvisor, state } from '../metrics';

/** The node of a pod, once. */
const place = promql`topk by (namespace, pod) (1, max by (namespace, pod, node) (${state.kube_pod_info}{node!=""}))`;
/** What runs, or waits for a node: what is done uses nothing. */
const active = promql`max by (namespace, pod) (${state.kube_pod_status_phase}{phase=~"Pending|Running"} == 1)`;

const cpu = (func: 'rate' | 'irate', operation: string) =>
  recording(`node_namespace_pod_container:container_cpu_usage_seconds_total:${operation}`, {
    expr: promql`
      sum by (namespace, pod, container) (${func}(${cadvisor.container_cpu_usage_seconds_total}{image!=""}[5m]))
      * on (namespace, pod) group_left (node) ${place}`,
  });

const memory = (['working_set_bytes', 'rss', 'cache', 'swap'] as const).map((what) =>
  recording(`node_namespace_pod_container:container_memory_${what}`, {
    expr: promql`${cadvisor[`container_memory_${what}`]}{image!=""} * on (namespace, pod) group_left (node) ${place}`,
  }),
);

const asked = (['cpu', 'memory'] as const).flatMap((resource) =>
  (['requests', 'limits'] as const).flatMap((what) => {
    const metric = state[`kube_pod_container_resource_${what}`];
    return [
      recording(`cluster:namespace:pod_${resource}:active:${metric.name}`, {
        expr: promql`${metric}{resource="${resource}"} * on (namespace, pod) group_left () ${active}`,
      }),
      recording(`namespace_${resource}:${metric.name}:sum`, {
        expr: promql`
          sum by (namespace) (
            sum by (namespace, pod) (max by (namespace, pod, container) (${metric}{resource="${resource}"})) * on (namespace, pod) ${active}
          )`,
      }),
    ];
  }),
);

/** What containers use, and what their pods ask for, by the names that people build on. */
export const containerRecordings = [cpu('rate', 'sum_rate5m'), cpu('irate', 'sum_irate'), ...memory, ...asked] as const;
