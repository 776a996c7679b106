import type { CheckName } from './check-name';

/** An error stops a synth; a warning and an information are printed. */
export type FindingSeverity = 'error' | 'warning' | 'info';

/** What a check reports: where, what is, and what to do. */
export interface Finding {
  /** The check's name, which is also its page in docs/checks/. */
  readonly check: CheckName;
  readonly severity: FindingSeverity;
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** The construct, in a synth: `monitoring/iris-api/HighErrorRate`. */
  readonly path?: string;
  /** The Kubernetes object: `ServiceMonitor mlops/iris-api`. */
  readonly object?: string;
  /** The alert, the recorded series or the dashboard, in YAML that was read. */
  readonly name?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The expression with a caret under the fault. */
  readonly excerpt?: string;
  /** The message without its place, where others may have it in common: `vigie check` tells those once. */
  readonly common?: string;
  /** The other places of a finding that is told once. */
  readonly also?: readonly Pick<Finding, 'file' | 'line' | 'column' | 'message'>[];
}
