import { load } from 'js-yaml';
import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { configurationProblems } from '../../alertmanager/problems';
import { readConfiguration } from '../../alertmanager/read';
import { type KubernetesObject, namespaceOf, type ObjectReference } from '../../kubernetes/object';
import { applyGates } from './apply-gates';
import type { Conversion } from './conversion';
import { secretData } from './keys';

const file = 'alertmanager.yaml';

/** The operator's own base: every alert to a receiver that does nothing. */
const withoutReceiver: AlertmanagerConfiguration = { route: { receiver: 'null' }, receivers: [{ name: 'null' }] };

/** The configuration in an Alertmanager's own Secret, to which AlertmanagerConfigs are added. Its problems stop everything. */
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
      code: 'missing-object',
      message: `Secret ${namespace}/${name} is not among the objects: the base is assumed to notify no receiver`,
      hint: 'Give the Secret too, if there is one.',
    });
    return withoutReceiver;
  }
  for (const key of data.keys())
    if (key !== file) {
      c.assets.push({ from: 'Secret', namespace, name, key, path: `/etc/alertmanager/config/${key}` });
    }
  const text = data.get(file) ?? '';
  if (text === '') {
    c.warnings.push({
      path: 'spec.configSecret',
      code: 'missing-object',
      message: `Secret ${namespace}/${name} has no key ${file}: every alert goes to a receiver that does nothing`,
      hint: `Give it the key ${file}, which is what the operator reads.`,
    });
  }
  return text === '' ? withoutReceiver : parsed(text, { kind: 'Secret', namespace, name }, c);
}

function parsed(text: string, object: ObjectReference, c: Conversion): AlertmanagerConfiguration {
  let document: unknown;
  try {
    document = load(text);
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    c.failures.push({ object, path: file, code: 'syntax', message: `is not YAML: ${reason}` });
    return withoutReceiver;
  }
  const { config, problems } = readConfiguration(document);
  for (const problem of [...problems, ...configurationProblems(config)]) {
    c.failures.push({ ...problem, object, path: file, inside: problem.path });
  }
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
        code: 'conflict',
        message: `${name}_file is left out, because ${name} is given too`,
        hint: 'Keep the file.',
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
