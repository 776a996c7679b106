import { globalFields } from '../model/routing/configuration';
import type { Field } from '../model/routing/fields';
import { integrations } from '../model/routing/receivers';
import type { Check } from './check';
import { findingAt } from './model';

/** A password, token or secret URL that stands in Alertmanager's configuration instead of in a file. */
export const literalSecret: Check = {
  name: 'literal-secret',
  *judge({ routing }) {
    if (routing === undefined || routing === 'nobody') return;
    const found: string[] = [];
    const { global = {}, receivers = [] } = routing.config;
    look(global, { shape: globalFields }, 'global', found);
    receivers.forEach((receiver, at) => {
      for (const [kind, fields] of Object.entries(integrations)) {
        (receiver[kind as keyof typeof integrations] ?? []).forEach((integration, index) =>
          look(integration, { shape: fields }, `receivers[${at}].${kind}[${index}]`, found));
      }
    });
    for (const path of found) {
      yield findingAt(routing.place, this.name, 'error', {
        message: `${path} is a secret in plain text`,
        hint: `keep it in a Secret and name its file: ${path.slice(path.lastIndexOf('.') + 1)}_file, where Alertmanager has that field`,
      });
    }
  },
};

/** What a variable of a deployment stands for is not in the text. */
const isReference = (value: string) => /^\$[({]/.test(value) || value === '<secret>';

function look(value: unknown, field: Field, path: string, found: string[]): void {
  if (typeof value === 'string') {
    if (typeof field === 'string' && (field === 'secret' || field === 'secret-url') && value !== '' && !isReference(value)) found.push(path);
    return;
  }
  if (typeof field === 'string' || typeof value !== 'object' || value === null) return;
  if ('list' in field) (Array.isArray(value) ? value : []).forEach((item, index) => look(item, field.list, `${path}[${index}]`, found));
  else for (const [key, item] of Object.entries(value)) {
    const inner = 'map' in field ? field.map : field.shape[key];
    if (inner !== undefined) look(item, inner, `${path}.${key}`, found);
  }
}
