import type { Finding } from '../../model/finding';
import type { CompiledAlertmanager } from '../../render/alertmanager';
import type { Compilation } from '../../render/prometheus';

const check = 'rejected-object';

/** An object that prometheus-operator would refuse is refused here too, with the same reason. */
export const prometheusRejections = ({ rejected }: Compilation): Finding[] =>
  rejected.map(({ object, path, reason }) => rejection(`${object.kind} ${object.metadata?.namespace}/${object.metadata?.name}`, path, reason));

/** A secret that Alertmanager reads from no file would stand in a ConfigMap. */
export const alertmanagerRejections = ({ rejected, inlined }: CompiledAlertmanager): Finding[] => [
  ...rejected.map(({ object, path, message, hint }) => rejection(object, path, message, hint)),
  ...inlined.map(({ field, name, key }): Finding => ({
    check,
    severity: 'error',
    message: `${field} can only be given in plain text, which a ConfigMap is no place for: Alertmanager reads key ${key} of Secret ${name} from no file`,
    hint: 'use a field that Alertmanager reads from a file, or the operator backend',
  })),
];

const rejection = (object: string, path: string, reason: string, hint?: string): Finding => ({
  check,
  severity: 'error',
  object,
  message: `${object} cannot be compiled${path && `, at ${path}`}: ${reason}`,
  ...(hint && { hint }),
});
