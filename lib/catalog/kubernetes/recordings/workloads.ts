import type { Metric } from '../../../model/metric';
import { type Recording, recording } from '../../../model/rule';
import type { Query } from '../../../promql/ast';
import { promql } from '../../../promql/tag';
import { state } from '../metrics';

const name = 'namespace_workload_pod:kube_pod_owner:relabel';
const nobody = 'owner_kind=~"|<none>"';

/** A label with the value of another one. */
const copied = (query: Query | Metric, to: string, from: string): Query =>
  promql`label_replace(${query}, "${to}", "$1", "${from}", "(.+)")`;

const once = (query: Query): Query => promql`max by (namespace, workload, pod) (${query})`;
const onceByKind = (query: Query): Query => promql`max by (namespace, workload, workload_type, pod) (${query})`;

const pods = (matchers: string): Query => promql`${state.kube_pod_owner}{${matchers}}`;

/** Pods of something that somebody may own in turn: the owner takes its place. */
const through = (kind: 'ReplicaSet' | 'Job', own: 'replicaset' | 'job_name', owners: Metric, matchers: string): Query => promql`
  ${copied(pods(`owner_kind="${kind}"`), own, 'owner_name')}
  * on (namespace, ${own}) group_left (owner_name, owner_kind)
  topk by (namespace, ${own}) (1, max by (namespace, ${own}, owner_name, owner_kind) (${owners}{${matchers}}))`;

const replicaSets = (matchers: string) => through('ReplicaSet', 'replicaset', state.kube_replicaset_owner, matchers);
const jobs = (matchers: string) => through('Job', 'job_name', state.kube_job_owner, matchers);

const typed = (workload_type: string, query: Query): Recording => recording(name, { expr: once(query), labels: { workload_type } });
/** Of kinds that are not Kubernetes' own, the type is the kind. */
const asOwned = (query: Query): Recording =>
  recording(name, { expr: onceByKind(copied(copied(query, 'workload', 'owner_name'), 'workload_type', 'owner_kind')) });

/** Which workload each pod belongs to: what a person calls it, not the ReplicaSet of a rollout. */
export const workloadRecordings: readonly Recording[] = [
  typed('deployment', copied(replicaSets('owner_kind="Deployment"'), 'workload', 'owner_name')),
  typed('replicaset', copied(replicaSets(nobody), 'workload', 'replicaset')),
  asOwned(replicaSets('owner_kind!~"|<none>|Deployment"')),
  typed('daemonset', copied(pods('owner_kind="DaemonSet"'), 'workload', 'owner_name')),
  typed('statefulset', copied(pods('owner_kind="StatefulSet"'), 'workload', 'owner_name')),
  typed('job', copied(jobs('owner_is_controller!="true"'), 'workload', 'job_name')),
  asOwned(jobs('owner_is_controller="true"')),
  typed('barepod', copied(pods(nobody), 'workload', 'pod')),
  typed('staticpod', copied(pods('owner_kind="Node"'), 'workload', 'pod')),
  asOwned(pods('owner_kind!~"|<none>|ReplicaSet|DaemonSet|StatefulSet|Job|Node"')),
];
