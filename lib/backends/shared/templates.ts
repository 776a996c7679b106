import type { NamedObject } from '../../kubernetes/object';
import { configMap } from '../../manifests/config-map';
import type { Finding } from '../../model/finding';
import type { Monitoring } from '../backend';
import { alertmanager } from './own-programs';

/** The ConfigMap that holds the files of templates. */
const templatesName = `${alertmanager.name}-templates`;

/** The files of templates of a stack, as an object that Alertmanager mounts. */
export const templateConfigMaps = ({ context, templates = [] }: Monitoring): readonly NamedObject[] =>
  templates.length === 0
    ? []
    : [configMap(templatesName, context.namespace, alertmanager.name, Object.fromEntries(templates.map(({ name, text }) => [name, text])))];

/** How an Alertmanager of prometheus-operator names them. */
export const templateReferences = ({ templates = [] }: Monitoring) =>
  templates.map(({ name }) => ({ configMap: { name: templatesName, key: name } }));

/** An Alertmanager has one set of templates: that of the stack that runs it. */
export const foreignTemplates = ({ path, templates = [] }: Monitoring, home: string): readonly Finding[] =>
  templates.length === 0
    ? []
    : [
        {
          check: 'not-taken',
          severity: 'error',
          path: `${path}/routing`,
          message: `routing.templates: an AlertmanagerConfig brings no files of templates to ${home}`,
          hint: 'Give the files to whoever runs that Alertmanager, or write the texts into the receivers themselves.',
        },
      ];
