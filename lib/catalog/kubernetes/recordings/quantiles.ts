import type { Histogram } from '../../../model/metric';
import { type Recording, recording } from '../../../model/rule';
import { promql } from '../../../promql/tag';
import { catalogs } from '../../catalogs';
import { metricsOf } from '../../source';

const kubelet = metricsOf(catalogs.kubelet);
const scheduler = metricsOf(catalogs['kube-scheduler']);
const quantiles = ['0.99', '0.9', '0.5'] as const;

/** How long a kubelet takes to look at all of its containers. */
export const kubeletRecordings: readonly Recording[] = quantiles.map((quantile) =>
  recording('node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile', {
    expr: promql`
      histogram_quantile(
        ${quantile},
        sum by (instance, le) (rate(${kubelet.kubelet_pleg_relist_duration_seconds.bucket}[5m]))
        * on (instance) group_left (node) max by (instance, node) (${kubelet.kubelet_node_name})
      )`,
    labels: { quantile },
  }),
);

const ofScheduler = (metric: Histogram): readonly Recording[] =>
  quantiles.map((quantile) =>
    recording(`cluster_quantile:${metric.name}:histogram_quantile`, {
      expr: promql`
        histogram_quantile(${quantile}, sum without (instance, node, pod) (rate(${metric.bucket}{job="kube-scheduler"}[5m])))`,
      labels: { quantile },
    }),
  );

/** How long the scheduler takes for a pod. */
export const schedulerRecordings: readonly Recording[] = [
  ...ofScheduler(scheduler.scheduler_scheduling_attempt_duration_seconds),
  ...ofScheduler(scheduler.scheduler_scheduling_algorithm_duration_seconds),
  ...ofScheduler(scheduler.scheduler_pod_scheduling_sli_duration_seconds),
];
