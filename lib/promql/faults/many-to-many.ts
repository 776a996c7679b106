import type { Binary, Expr, VectorMatching, VectorSelector } from '../ast';
import { presence } from '../labels';
import { isComparison, isSetOperator } from '../operators';
import { typeOf } from '../types';
import { metricOf } from '../walk';
import { type FaultCheck, fault } from './look';

/**
 * Labels by which one thing always has several series of a metric (kube-state-metrics, docs/metrics: a series for each value of a
 * closed set, 0 or 1; node_exporter, collector cpu). A node of one CPU is the only exception.
 */
const severalBy: Readonly<Record<string, readonly string[]>> = {
  kube_deployment_status_condition: ['status'],
  kube_job_complete: ['condition'],
  kube_job_failed: ['condition'],
  kube_namespace_status_phase: ['phase'],
  kube_node_status_allocatable: ['resource'],
  kube_node_status_capacity: ['resource'],
  kube_node_status_condition: ['condition', 'status'],
  kube_persistentvolume_status_phase: ['phase'],
  kube_persistentvolumeclaim_status_phase: ['phase'],
  kube_pod_status_phase: ['phase'],
  kube_pod_status_ready: ['condition'],
  kube_pod_status_reason: ['reason'],
  kube_pod_status_scheduled: ['condition'],
  node_cpu_guest_seconds_total: ['cpu', 'mode'],
  node_cpu_seconds_total: ['cpu', 'mode'],
};

/** Functions that give one series for each of their argument. */
const keepsSeries =
  /^(?:rate|irate|increase|delta|idelta|deriv|resets|changes|predict_linear|\w+_over_time|abs|ceil|floor|round|clamp\w*|exp|ln|log2|log10|sqrt|sgn)$/;

interface Several {
  readonly label: string;
  readonly metric: string;
}

/** A match whose "one" side has several series for each group: Prometheus refuses it when it is evaluated. */
export const findManyToMany: FaultCheck = function* ({ expr, flow }) {
  if (expr.kind !== 'binary' || isSetOperator(expr.op)) return;
  if (typeOf(expr.left) !== 'vector' || typeOf(expr.right) !== 'vector') return;
  const { matching } = expr;
  for (const side of oneSides(expr)) {
    const several = severalOf(side).find(({ label }) => !isCompared(matching, label) && presence(flow.of(side), label) !== 'never');
    if (several === undefined) continue;
    const { label, metric } = several;
    const which = side === expr.left ? 'left' : 'right';
    const left = matching?.mode === 'on' ? `\`on\` leaves it out` : `\`ignoring\` leaves it out`;
    yield fault(
      'many-to-many',
      matching!.span,
      `\`${expr.op}\` fails: on the ${which}, which has to be one series for each match, ${metric} has several that differ in \`${label}\`, and ${left}`,
      {
        hint: `choose one \`${label}\` by a matcher, or aggregate it away: max without (${label}) (...)${groupHint(expr, which)}`,
        returns: 'nothing',
      },
    );
    flow.giveUp(expr);
    return;
  }
};

const groupHint = ({ matching }: Binary, side: 'left' | 'right'): string =>
  matching?.group === undefined ? `, or let the ${side} be the many with group_${side}` : '';

function oneSides({ left, right, matching }: Binary): readonly Expr[] {
  if (matching?.group === undefined) return [right, left];
  return [matching.group.side === 'left' ? right : left];
}

const isCompared = (matching: VectorMatching | undefined, label: string): boolean =>
  matching?.mode === undefined || matching.labels.includes(label) === (matching.mode === 'on');

/** The labels by which an expression surely has several series that are otherwise the same. */
function severalOf(expr: Expr): readonly Several[] {
  switch (expr.kind) {
    case 'selector':
      return severalOfMetric(expr);
    case 'matrix':
      return severalOfMetric(expr.selector);
    case 'paren':
    case 'unary':
      return severalOf(expr.expr);
    case 'call': {
      const series = expr.args.filter((one) => typeOf(one) !== 'scalar' && typeOf(one) !== 'string');
      return keepsSeries.test(expr.func) && series.length === 1 ? severalOf(series[0]!) : [];
    }
    case 'aggregation': {
      const { grouping, parameter } = expr;
      if (grouping === undefined || parameter !== undefined) return [];
      return severalOf(expr.expr).filter(({ label }) => grouping.labels.includes(label) === (grouping.mode === 'by'));
    }
    case 'binary':
      return severalOfBinary(expr);
    default:
      return [];
  }
}

/** A number leaves all series; a comparison may leave one alone. */
function severalOfBinary({ op, bool, left, right }: Binary): readonly Several[] {
  if (isComparison(op) && !bool) return [];
  if (typeOf(right) === 'scalar') return severalOf(left);
  return typeOf(left) === 'scalar' ? severalOf(right) : [];
}

function severalOfMetric(selector: VectorSelector): readonly Several[] {
  const metric = metricOf(selector);
  if (metric === undefined) return [];
  const labels = Object.hasOwn(severalBy, metric) ? severalBy[metric]! : [];
  return labels.filter((label) => !selector.matchers.some(({ name }) => name === label)).map((label) => ({ label, metric }));
}
