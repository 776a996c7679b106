import type { AlertmanagerConfiguration } from '../alertmanager/configuration';
import { readConfiguration } from '../alertmanager/read';
import type { NotificationInput } from '../analysis/check-input';
import { type CompiledAlertmanager, compileAlertmanager } from '../compile/alertmanager/compile';
import { type KubernetesObject, namespaceOf } from '../kubernetes/object';
import { isMapping } from '../yaml/value';
import { isObject, type Located } from './documents';
import { isConfiguration, isGuessed, originsIn } from './routing';
import { placeOf } from './rules';
import { keyTitle, type NamedTemplates, namedTemplates, type TemplateFile } from './template-files';

const unknownTemplates: NamedTemplates = { templates: [], hasAllTemplates: false };

/** An Alertmanager that selects every AlertmanagerConfig, of which nothing else is known. */
const anyAlertmanager = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Alertmanager',
  metadata: { name: '', namespace: '' },
  spec: {
    alertmanagerConfigSelector: {},
    alertmanagerConfigNamespaceSelector: {},
    alertmanagerConfigMatcherStrategy: { type: 'None' },
  },
};

/** The receivers of all configurations and of all AlertmanagerConfigs, with the files of templates that they can call. */
export function notificationsOf(
  documents: readonly Located[],
  objects: readonly KubernetesObject[],
  files: readonly TemplateFile[],
): readonly NotificationInput[] {
  const configurations = documents.filter(isConfiguration);
  const alertmanagers = documents.filter(({ value }) => isObject(value) && (value as KubernetesObject).kind === 'Alertmanager');
  const read = (named: NamedTemplates): Omit<NotificationInput, 'config' | 'origins' | 'place'> => ({
    ...named,
    otherTemplates: files.filter((file) => !named.templates.includes(file)),
  });
  const ofFiles = configurations.map((document): NotificationInput => {
    const { config } = readConfiguration(document.value);
    return { config, place: placeOf(document, []), ...read(namedTemplates(config.templates ?? [], document, files)) };
  });
  const selected = new Set<string>();
  const ofObjects = alertmanagers.flatMap((document) => {
    const alertmanager = document.value as KubernetesObject;
    const compiled = compileAlertmanager({ alertmanager, objects });
    for (const { object } of compiled.origins) if (object) selected.add(keyTitle(object.kind, object.namespace, object.name));
    return custom(compiled, document, documents, read(templatesOf(compiled, alertmanager, configurations, files)));
  });
  const others = objects.filter(
    (object) =>
      object.kind === 'AlertmanagerConfig' && !selected.has(keyTitle(object.kind, namespaceOf(object), object.metadata?.name ?? '')),
  );
  if (others.length === 0) return [...ofFiles, ...ofObjects];
  const rest = objects.filter((object) => object.kind !== 'AlertmanagerConfig' || others.includes(object));
  const compiled = compileAlertmanager({ alertmanager: anyAlertmanager, objects: rest });
  const nowhere: Located = { value: anyAlertmanager, file: '', locate: () => ({ line: 1, column: 1 }) };
  return [...ofFiles, ...ofObjects, ...custom(compiled, nowhere, documents, read(unknownTemplates))];
}

/** What AlertmanagerConfigs add: the base is judged as the file that it is. */
function custom(
  compiled: CompiledAlertmanager,
  alertmanager: Located,
  documents: readonly Located[],
  read: Omit<NotificationInput, 'config' | 'origins' | 'place'>,
): readonly NotificationInput[] {
  const place = placeOf(alertmanager, []);
  const origins = originsIn(compiled, alertmanager, place, documents).filter((part) => part.custom !== undefined);
  const isCustom = (index: number) => origins.some(({ path }) => path === `receivers[${index}]`);
  const receivers = (compiled.config?.receivers ?? []).map((receiver, index) => (isCustom(index) ? receiver : { name: receiver.name }));
  const config: AlertmanagerConfiguration = { receivers };
  return origins.length === 0 ? [] : [{ config, origins, place, ...read }];
}

/** The files that an Alertmanager of prometheus-operator reads: those that its object or its Secret names. */
function templatesOf(
  compiled: CompiledAlertmanager,
  alertmanager: KubernetesObject,
  configurations: readonly Located[],
  files: readonly TemplateFile[],
): NamedTemplates {
  const patterns = compiled.config?.templates ?? [];
  if (isMapping(alertmanager.spec) && alertmanager.spec.alertmanagerConfiguration !== undefined) {
    const assets = compiled.assets.filter(({ path }) => patterns.includes(path));
    const templates = assets.flatMap(({ from, namespace, name, key }) =>
      files.filter((file) => file.path === keyTitle(from, namespace, name) && file.name === key),
    );
    return { templates, hasAllTemplates: templates.length === patterns.length };
  }
  const secret = keyTitle('Secret', namespaceOf(alertmanager), secretNameOf(alertmanager));
  const base = configurations.find(({ object }) => object === secret);
  return base === undefined || isGuessed(compiled) ? unknownTemplates : namedTemplates(patterns, base, files);
}

function secretNameOf({ metadata, spec }: KubernetesObject): string {
  const named = isMapping(spec) ? spec.configSecret : undefined;
  return typeof named === 'string' && named !== '' ? named : `alertmanager-${metadata?.name ?? ''}`;
}
