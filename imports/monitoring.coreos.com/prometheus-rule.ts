// Made by scripts/imports/generate.mjs from the CRDs of prometheus-operator 0.93.1; not to be edited.
import type { Metadata } from './common';

export interface PrometheusRule {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'PrometheusRule';
  readonly metadata: Metadata;
  readonly spec: PrometheusRuleSpec;
}

export interface PrometheusRuleSpec {
  readonly groups?: readonly RuleGroup[];
}

export interface RuleGroup {
  readonly interval?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly limit?: number;
  readonly name: string;
  readonly partial_response_strategy?: string;
  readonly query_offset?: string;
  readonly rules?: readonly Rule[];
}

export interface Rule {
  readonly alert?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly expr: number | string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly record?: string;
}
