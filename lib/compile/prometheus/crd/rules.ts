import type * as made from '../../../../imports/monitoring.coreos.com/prometheus-rule';
import type { CustomResource } from './common';
import type { Given } from './given';

export type PrometheusRule = CustomResource<Given<made.PrometheusRuleSpec>>;
export type RuleGroupSpec = NonNullable<PrometheusRule['spec']['groups']>[number];
export type RuleSpec = NonNullable<RuleGroupSpec['rules']>[number];
