import { load } from 'js-yaml';
import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { configurationFaults } from '../../alertmanager/faults';
import { readConfiguration } from '../../alertmanager/read';
import { applyGates } from './apply-gates';
import type { Conversion } from './conversion';
import { type KubernetesObject, namespaceOf, secretData } from './keys';

const file = 'alertmanager.yaml';

/** What the operator takes where nobody says anything: every alert to nobody. */
const nobody: AlertmanagerConfiguration = { route: { receiver: 'null' }, receivers: [{ name: 'null' }] };

/** The configuration in an Alertmanager's own Secret, to which AlertmanagerConfigs are added. Its faults stop everything. */
export function baseFromSecret(
  alertmanager: KubernetesObject,
  objects: readonly KubernetesObject[],
  c: Conversion,
): AlertmanagerConfiguration {
  const spec = (alertmanager.spec ?? {}) as { readonly configSecret?: string };
  const namespace = namespaceOf(alertmanager);
  const name = spec.configSecret || `alertmanager-${alertmanager.metadata?.name ?? ''}`;
  const data = secretData(objects, namespace, name);
  if (data === undefined) {
    c.warnings.push({
      path: 'spec.configSecret',
      message: `Secret ${namespace}/${name} is not among the objects: the base is taken to send every alert to nobody`,
      hint: 'give the Secret too, if there is one',
    });
    return nobody;
  }
  for (const key of data.keys())
    if (key !== file) {
      c.assets.push({ from: 'Secret', namespace, name, key, path: `/etc/alertmanager/config/${key}` });
    }
  const text = data.get(file) ?? '';
  return text === '' ? nobody : parsed(text, `Secret ${namespace}/${name}, ${file}`, c);
}

function parsed(text: string, where: string, c: Conversion): AlertmanagerConfiguration {
  let document: unknown;
  try {
    document = load(text);
  } catch (error) {
    c.failures.push({ path: where, message: `${where} is not YAML: ${(error as Error).message}` });
    return nobody;
  }
  const { config, faults } = readConfiguration(document);
  for (const fault of [...faults, ...configurationFaults(config)]) c.failures.push({ ...fault, path: `${where}: ${fault.path}` });
  return config;
}

/** The base without what the version does not know. */
export function gatedBase(base: AlertmanagerConfiguration, c: Conversion): AlertmanagerConfiguration {
  const { config, dropped, refused } = applyGates(base, c.version);
  c.warnings.push(...dropped);
  c.failures.push(...refused);
  return {
    ...config,
    ...(config.receivers && {
      receivers: config.receivers.map((receiver, i) => withOnePassword(receiver, `receivers[${i}]`, c)),
    }),
  };
}

type Receiver = NonNullable<AlertmanagerConfiguration['receivers']>[number];

/** Of all that may be a text or a file, Alertmanager takes both for these alone; the operator then leaves the file out. */
function withOnePassword(receiver: Receiver, path: string, c: Conversion): Receiver {
  const emails = receiver.email_configs?.map((email, i) => {
    const { auth_password_file, auth_secret_file, ...rest } = email;
    const once = <T>(name: 'auth_password' | 'auth_secret', file: T) => {
      if (!file || !email[name]) return file;
      c.warnings.push({
        path: `${path}.email_configs[${i}].${name}_file`,
        message: `${name}_file is left out, because ${name} is given too`,
        hint: 'keep the file',
      });
      return undefined;
    };
    const [password, secret] = [once('auth_password', auth_password_file), once('auth_secret', auth_secret_file)];
    return {
      ...rest,
      ...(password !== undefined && { auth_password_file: password }),
      ...(secret !== undefined && { auth_secret_file: secret }),
    };
  });
  return emails ? { ...receiver, email_configs: emails } : receiver;
}
