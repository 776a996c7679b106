import { type Path, pathText } from '../yaml/value';
import type { AlertmanagerConfiguration } from './configuration';
import type { ConfigField } from './fields';
import { configurationFields } from './shapes';

/** A field of a receiver that Alertmanager expands. */
export interface TemplateField {
  /** `receivers[0].slack_configs[0].title` */
  readonly path: string;
  readonly text: string;
}

/** The fields of receivers that hold a template with an action. */
export const templateFields = ({ receivers = [] }: AlertmanagerConfiguration): readonly TemplateField[] => [
  ...walk(configurationFields.receivers, receivers, ['receivers']),
];

function* walk(field: ConfigField, value: unknown, path: Path): Generator<TemplateField> {
  if (value === undefined || value === null) return;
  if (typeof field === 'string') {
    const isTemplate = field === 'template' || field === 'secret-template-url';
    if (isTemplate && typeof value === 'string' && value.includes('{{')) yield { path: pathText(path), text: value };
  } else if ('list' in field) {
    for (const [index, entry] of (value as readonly unknown[]).entries()) yield* walk(field.list, entry, [...path, index]);
  } else {
    for (const [key, entry] of Object.entries(value)) {
      const known = 'map' in field ? field.map : field.shape[key];
      if (known !== undefined) yield* walk(known, entry, [...path, key]);
    }
  }
}
