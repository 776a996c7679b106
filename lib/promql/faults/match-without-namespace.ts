import type { Expr, VectorSelector } from '../ast';
import { isSetOperator } from '../operators';
import { metricOf } from '../walk';
import { type FaultCheck, fault } from './look';

/** Metrics of kube-state-metrics of which one thing has one series, and the label with its name, which is unique in its namespace alone. */
const namedBy: readonly (readonly [metric: RegExp, label: string])[] = [
  [/^kube_pod_(?:info|labels|annotations|created|start_time|owner)$/, 'pod'],
  [/^kube_deployment_(?:labels|annotations|created|spec_replicas)$/, 'deployment'],
  [/^kube_statefulset_(?:labels|annotations|created|replicas)$/, 'statefulset'],
  [/^kube_persistentvolumeclaim_(?:info|labels|annotations|created)$/, 'persistentvolumeclaim'],
];

/** A join with what kube-state-metrics says of an object, by the object's name and without its namespace. */
export const findMatchWithoutNamespace: FaultCheck = function* ({ expr }) {
  if (expr.kind !== 'binary' || isSetOperator(expr.op) || expr.matching?.mode !== 'on' || expr.matching.group === undefined) return;
  const { labels, group, span } = expr.matching;
  if (labels.includes('namespace')) return;
  const selector = selectorIn(group.side === 'left' ? expr.right : expr.left);
  if (selector === undefined || selector.matchers.some(({ name }) => name === 'namespace' || name === 'exported_namespace')) return;
  const metric = metricOf(selector) ?? '';
  const label = namedBy.find(([pattern]) => pattern.test(metric))?.[1];
  if (label === undefined || !labels.includes(label)) return;
  yield fault(
    'match-without-namespace',
    span,
    `\`on\` names \`${label}\` without \`namespace\`: where two namespaces have a ${label} of the same name, ${metric} has two series for one match, and the query fails`,
    { hint: 'add namespace to `on`' },
  );
};

/** The selector alone, also in parentheses: an aggregation may have made one series of two. */
const selectorIn = (expr: Expr): VectorSelector | undefined =>
  expr.kind === 'selector' ? expr : expr.kind === 'paren' ? selectorIn(expr.expr) : undefined;
