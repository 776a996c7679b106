/** What prometheus-operator v0.93.1 runs where an Alertmanager does not say. */
export const defaultAlertmanagerVersion = 'v0.33.1';
