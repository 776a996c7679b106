import type { RoutingModel } from '../checks/model';
import { isMapping, type KubernetesObject } from '../objects';
import type { AlertmanagerConfiguration } from '../model/routing/configuration';
import { compileAlertmanager } from '../render/alertmanager';
import type { Located } from './documents';
import { placeOf } from './rules';

/** Alertmanager's configuration: an alertmanager.yml, or what prometheus-operator makes of an Alertmanager's objects. */
export function routingOf(documents: readonly Located[], objects: readonly KubernetesObject[]): RoutingModel | undefined {
  const alertmanagers = documents.filter(({ value }) => isMapping(value) && value.kind === 'Alertmanager');
  const [own] = alertmanagers;
  const files = documents.filter(
    ({ value }) => isMapping(value) && value.kind === undefined && isMapping(value.route) && Array.isArray(value.receivers),
  );
  // Of several it is not known which one gets the alerts.
  if (alertmanagers.length > 1 || (alertmanagers.length === 0 && files.length !== 1)) return undefined;
  const isInSecret = files.length === 1 && files[0]!.holder === 'Secret';
  if (own === undefined) return { config: files[0]!.value as AlertmanagerConfiguration, isInSecret, place: placeOf(files[0]!, []) };
  const { config } = compileAlertmanager({ alertmanager: own.value as KubernetesObject, objects });
  return config === undefined ? undefined : { config, isInSecret, place: placeOf(files.length === 1 ? files[0]! : own, []) };
}
