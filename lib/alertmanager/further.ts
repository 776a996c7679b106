import type { ConfigField } from './fields';
import { type IntegrationKind, integrations } from './integrations';

/*
 * Integrations that the AlertmanagerConfig of prometheus-operator lacks, as they would be named there: `jiraConfigs`, `apiURL`, and a
 * reference to a Secret where Alertmanager has a secret or the file that holds it.
 */

const kinds = ['jira_configs', 'incidentio_configs', 'mattermost_configs'] as const satisfies readonly IntegrationKind[];

export interface FurtherField {
  /** The field of Alertmanager's configuration. */
  readonly field: string;
  readonly holds: ConfigField;
}

export type FurtherFields = ReadonlyMap<string, FurtherField>;

/** `icon_url` is iconURL, `api_type` is apiType. */
const customName = (field: string): string =>
  field.replace(/_url\b/, 'URL').replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The fields of a mapping by the names that they have here; a file stands for nothing of its own. */
export const furtherFields = (shape: Readonly<Record<string, ConfigField>>): FurtherFields =>
  new Map(
    Object.entries(shape)
      .filter(([, holds]) => holds !== 'file')
      .map(([field, holds]) => [field === 'http_config' ? 'httpConfig' : customName(field), { field, holds }]),
  );

export interface FurtherIntegration {
  readonly kind: IntegrationKind;
  readonly fields: FurtherFields;
}

/** By the names of their lists: `jiraConfigs`. */
export const furtherIntegrations: ReadonlyMap<string, FurtherIntegration> = new Map(
  kinds.map((kind) => [customName(kind), { kind, fields: furtherFields(integrations[kind]) }]),
);
