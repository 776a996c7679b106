import type { ConfigField } from '../../alertmanager/fields';
import { type FurtherFields, furtherFields, furtherIntegrations } from '../../alertmanager/further';
import type { Schema } from '../../kubernetes/schema/schema-type';

/** Fields without which Alertmanager refuses an integration, or sends nothing. */
const needed: Readonly<Record<string, readonly string[]>> = {
  jiraConfigs: ['project', 'issueType'],
  incidentioConfigs: ['url'],
  mattermostConfigs: ['webhookURL'],
};

/** The schema of a reference to a key of a Secret, as a CRD has it. */
const secretKeySelector: Schema = {
  type: 'object',
  properties: { name: { type: 'string' }, key: { type: 'string' }, optional: { type: 'boolean' } },
};

/** The schemas of the channels that the custom resource lacks, by the names of their lists; `http` is that of its HTTP settings. */
export const furtherSchemas = (http: Schema): Readonly<Record<string, Schema>> =>
  Object.fromEntries(
    [...furtherIntegrations].map(([name, { fields }]) => [name, { ...mappingSchema(fields, http), required: needed[name] ?? [] }]),
  );

const mappingSchema = (fields: FurtherFields, http: Schema): Schema => ({
  type: 'object',
  properties: Object.fromEntries([...fields].map(([name, { field, holds }]) => [name, field === 'http_config' ? http : schemaOf(holds)])),
});

function schemaOf(holds: ConfigField): Schema {
  if (typeof holds === 'object') {
    if ('shape' in holds) return mappingSchema(furtherFields(holds.shape), {});
    return 'list' in holds ? { type: 'array', items: schemaOf(holds.list) } : { type: 'object', additionalProperties: schemaOf(holds.map) };
  }
  switch (holds) {
    case 'secret':
    case 'secret-url':
      return secretKeySelector;
    case 'boolean':
      return { type: 'boolean' };
    case 'count':
    case 'integer':
      return { type: 'integer' };
    case 'any':
      return { 'x-kubernetes-preserve-unknown-fields': true };
    default:
      return { type: 'string' };
  }
}
