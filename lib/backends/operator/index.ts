import type { KubernetesObject } from '../../model/custom-resource';
import type { Backend, Monitoring } from '../backend';
import { alertmanagerAccount, discoveryAccount } from '../discovery-rbac';
import { services } from '../parts';
import { resourcesOf } from '../resources';

/** For clusters that run prometheus-operator: its own objects, which it turns into Prometheus, Alertmanager and their configuration. */
export function operator(): Backend {
  return { name: 'operator', needsOperatorCrds: true, render: (monitoring) => ({ parts: partsOf(monitoring), findings: [] }) };
}

function partsOf(monitoring: Monitoring): Readonly<Record<string, readonly KubernetesObject[]>> {
  const resources = resourcesOf(monitoring);
  const service = services(monitoring.context, monitoring.routing !== undefined);
  return {
    prometheus: [...discoveryAccount(monitoring), resources.prometheus, service.prometheus!, ...resources.rules, ...resources.monitors],
    ...(resources.alertmanager && {
      alertmanager: [alertmanagerAccount(monitoring), resources.alertmanagerConfig!, resources.alertmanager, service.alertmanager!],
    }),
  };
}
