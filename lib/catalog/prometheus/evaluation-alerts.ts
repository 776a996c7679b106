import { fires, quiet } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { historiesOf, keepsFailing } from '../rehearsed';
import { aboutPrometheus } from './own';

const { at, component, own, who } = aboutPrometheus;

const of = historiesOf(at);

/** Whether rules and queries are answered in time. */
export const evaluationAlerts = [
  alert(
    'PrometheusRuleFailures',
    keepsFailing(
      own.prometheus_rule_evaluation_failures_total,
      { ...at, rule_group: '/etc/rules/iris.yaml;iris' },
      {
        for: '15m',
        severity: 'critical',
        component,
        summary: `${who} cannot evaluate rules of {{ $labels.rule_group }}.`,
        description: '{{ printf "%.0f" $value }} evaluations failed within 5 minutes: their alerts do not fire.',
      },
    ),
  ),
  alert(
    'PrometheusMissingRuleEvaluations',
    keepsFailing(
      own.prometheus_rule_group_iterations_missed_total,
      { ...at, rule_group: '/etc/rules/iris.yaml;iris' },
      {
        for: '15m',
        severity: 'warning',
        component,
        summary: `${who} skips evaluations of {{ $labels.rule_group }}.`,
        description: 'The group takes longer than its interval.',
      },
    ),
  ),
  alert('PrometheusHighQueryLoad', {
    thresholds: { most: { ratio: 0.8, min: 0, max: 1, is: 'share of the queries that may run at once' } },
    expr: ({ most }) => promql`
      avg_over_time(${own.prometheus_engine_queries}[5m]) / max_over_time(${own.prometheus_engine_queries_concurrent_max}[5m]) > ${most}`,
    for: '15m',
    severity: 'warning',
    component,
    summary: `${who} runs {{ $value | humanizePercentage }} of the queries that it may run at once.`,
    description: 'Further ones wait: dashboards are slow.',
    rehearsals: ({ most }) => [
      fires('20m', at, of(own.prometheus_engine_queries, 10 * (1 + most)), of(own.prometheus_engine_queries_concurrent_max, 20)),
      quiet('50m', of(own.prometheus_engine_queries, 20 * most * 0.9), of(own.prometheus_engine_queries_concurrent_max, 20)),
    ],
  }),
] as const;
