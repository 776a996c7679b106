import { recording } from '../../../model/rule';
import { promql } from '../../../promql/tag';
import { state } from '../metrics';

/** Where each pod runs. While a name moves to another node, two pods have it for a moment, and a join allows one. */
export const podPlaces = recording('node_namespace_pod:kube_pod_info:', {
  expr: promql`topk by (namespace, pod) (1, max by (node, namespace, pod) (${state.kube_pod_info}{node!=""}))`,
});

/** As a side of a join: of old samples, too, one for each pod. */
export const podPlace = promql`topk by (namespace, pod) (1, max by (node, namespace, pod) (${podPlaces}))`;
