import { recording } from '../../model/rule';
import { up } from '../../model/synthetic';
import { promql } from '../../promql/tag';

/** How many targets answer, and how many do not. */
export const generalRecordings = [
  recording('count:up1', { expr: promql`count without (instance, pod, node, endpoint) (${up} == 1)` }),
  recording('count:up0', { expr: promql`count without (instance, pod, node, endpoint) (${up} == 0)` }),
] as const;
