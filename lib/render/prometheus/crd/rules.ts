import type { CustomResource } from './common';

export interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr?: string | number;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface RuleGroup {
  readonly name: string;
  readonly interval?: string;
  readonly query_offset?: string;
  readonly limit?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly rules?: readonly Rule[];
}

export type PrometheusRule = CustomResource<{ readonly groups?: readonly RuleGroup[] }>;
