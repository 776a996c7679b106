import type * as made from '../../../../imports/monitoring.coreos.com/prometheus-rule';
import type { CustomResource } from './common';
import type { Given } from './given';

export type PrometheusRule = CustomResource<Given<made.PrometheusRuleSpec>>;
export type RuleGroup = NonNullable<PrometheusRule['spec']['groups']>[number];
export type Rule = NonNullable<RuleGroup['rules']>[number];
