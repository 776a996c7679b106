import { type TablePanel, table } from '../../../model/dashboard/table';
import type { Query } from '../../../promql/ast';
import { promql } from '../../../promql/tag';
import { state } from '../metrics';

type Named = { readonly name: string };

/** The objects of one kind, as series with the labels `kind` and `workload`. */
const asWorkload = (metric: Named, label: string, kind: string, where: string): Query => promql`
  label_replace(label_replace(sum by (${label}) (${metric}{${where}}), "workload", "$1", "${label}", "(.+)"), "kind", "${kind}", "", "")`;

const either = (where: string, deployment: Named, statefulSet: Named, daemonSet: Named): Query => promql`
  sum by (kind, workload) (
    ${asWorkload(deployment, 'deployment', 'Deployment', where)}
    or ${asWorkload(statefulSet, 'statefulset', 'StatefulSet', where)}
    or ${asWorkload(daemonSet, 'daemonset', 'DaemonSet', where)}
  )`;

const wanted = (where: string) =>
  either(where, state.kube_deployment_spec_replicas, state.kube_statefulset_replicas, state.kube_daemonset_status_desired_number_scheduled);
const ready = (where: string) =>
  either(
    where,
    state.kube_deployment_status_replicas_ready,
    state.kube_statefulset_status_replicas_ready,
    state.kube_daemonset_status_number_ready,
  );
const updated = (where: string) =>
  either(
    where,
    state.kube_deployment_status_replicas_updated,
    state.kube_statefulset_status_replicas_updated,
    state.kube_daemonset_status_updated_number_scheduled,
  );

/** Deployments, StatefulSets and DaemonSets, those that lack the most pods first. */
export const workloadTable = (where: string): TablePanel =>
  table('Workloads', {
    description: 'How many pods each workload wants, and how many of them are ready and of its newest version.',
    queries: [
      { expr: wanted(where), column: { heading: 'Wanted', decimals: 0 } },
      { expr: ready(where), column: { heading: 'Ready', decimals: 0 } },
      { expr: updated(where), column: { heading: 'Updated', decimals: 0 } },
      {
        expr: promql`${wanted(where)} - ${ready(where)}`,
        column: {
          heading: 'Missing',
          decimals: 0,
          cell: 'colored-background',
          thresholds: [
            { from: null, color: 'transparent' },
            { from: 1, color: 'red' },
          ],
        },
      },
    ],
    columns: { workload: 'Workload', kind: 'Kind' },
    sortBy: { column: 'Missing', order: 'desc' },
    noValue: 'No workloads',
    height: 8,
  });
