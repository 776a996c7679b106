import { discoveryAlerts } from './discovery-alerts';
import { evaluationAlerts } from './evaluation-alerts';
import { notificationAlerts } from './notification-alerts';
import { remoteWriteAlerts } from './remote-write-alerts';
import { storageHealthAlerts } from './storage-alerts';

/** Whether Prometheus itself does its work. */
export const prometheusAlerts = [
  ...discoveryAlerts,
  ...notificationAlerts,
  ...storageHealthAlerts,
  ...remoteWriteAlerts,
  ...evaluationAlerts,
] as const;
