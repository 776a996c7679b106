import type { Monitoring } from '../backend';
import type { AlertmanagerProps, ProgramProps, PrometheusProps } from './props';

/** A stack, and how the programs that a backend runs for it are set up. */
export interface Installation extends Monitoring {
  readonly prometheus: PrometheusProps;
  readonly alertmanager: AlertmanagerProps;
}

export const installationOf = (monitoring: Monitoring, { prometheus = {}, alertmanager = {} }: ProgramProps): Installation => ({
  ...monitoring,
  prometheus,
  alertmanager,
});
