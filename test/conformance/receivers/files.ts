import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KubernetesObject } from '../../../lib';
import { filesOf, objectNamed } from '../dist';

interface Projected {
  readonly mountPath: string;
  readonly secret: string;
  readonly key: string;
  readonly path: string;
}

/** The keys of Secrets that the pod of Alertmanager mounts, and where. */
export function mountedSecrets(objects: readonly KubernetesObject[]): readonly Projected[] {
  // biome-ignore lint/suspicious/noExplicitAny: a written object, looked into as the kubelet does
  const { spec } = objectNamed(objects, 'Deployment', 'alertmanager') as any;
  const pod = spec.template.spec;
  return pod.volumes.flatMap(({ name, projected }: { name: string; projected?: { sources: readonly object[] } }) =>
    (projected?.sources ?? []).flatMap((source) => {
      const { secret } = source as {
        readonly secret?: { readonly name: string; readonly items: readonly { key: string; path: string }[] };
      };
      if (secret === undefined) return [];
      const { mountPath } = pod.containers[0].volumeMounts.find((mount: { name: string }) => mount.name === name);
      return secret.items.map(({ key, path }) => ({ mountPath, secret: secret.name, key, path }));
    }),
  );
}

/**
 * What a pod of Alertmanager sees, in a folder: its configuration, whose path is returned, the keys of Secrets that it mounts, with these
 * values, and its files of templates.
 */
export function mountAlertmanager(objects: readonly KubernetesObject[], folder: string, secrets: Readonly<Record<string, string>>): string {
  const at = (path: string) => join(folder, path.replace(/^\/etc\/alertmanager\//, ''));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  for (const { mountPath, secret, key, path } of mountedSecrets(objects)) {
    const value = secrets[`${secret}/${key}`];
    if (value === undefined) throw new Error(`no value is known of key ${key} of Secret ${secret}`);
    write(at(`${mountPath}/${path}`), value);
  }
  const templates = objects.find(({ metadata }) => metadata.name === 'alertmanager-templates');
  for (const [name, text] of Object.entries(templates ? filesOf(templates) : {})) write(at(`/etc/alertmanager/templates/${name}`), text);
  const file = at('/etc/alertmanager/config/alertmanager.yml');
  const { 'alertmanager.yml': config } = filesOf(objectNamed(objects, 'ConfigMap', 'alertmanager-config'));
  write(file, config!.replaceAll('/etc/alertmanager/', `${folder}/`));
  return file;
}
