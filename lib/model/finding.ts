/** An error stops a synth; a warning and an information are printed. */
export type FindingSeverity = 'error' | 'warning' | 'info';

/** What a check reports: where, what is, and what to do. */
export interface Finding {
  /** The check's name, which is also its page in docs/checks/. */
  readonly check: string;
  readonly severity: FindingSeverity;
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** The construct, in a synth: `monitoring/iris-api/HighErrorRate`. */
  readonly path?: string;
  /** The Kubernetes object: `ServiceMonitor mlops/iris-api`. */
  readonly object?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The expression with a caret under the fault. */
  readonly excerpt?: string;
}
