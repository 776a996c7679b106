import type { Monitoring } from '../backend';
import type { AlertmanagerProps, ProgramProps, PrometheusProps, Selects } from './props';

/** A stack, and how the programs that a backend runs for it are set up. */
export interface Installation extends Monitoring {
  readonly prometheus: PrometheusProps;
  readonly alertmanager: AlertmanagerProps;
  /** What Prometheus reads of others. @default - what this app writes */
  readonly selects?: Selects;
}

export const installationOf = (
  monitoring: Monitoring,
  { prometheus = {}, alertmanager = {}, selects }: ProgramProps & { readonly selects?: Selects },
): Installation => ({
  ...monitoring,
  prometheus,
  alertmanager,
  ...(selects && { selects }),
});
