// Reads the openAPIV3Schemas of CRDs: without descriptions, and with what occurs more than once said once.
import { fieldName, typeName } from './names.mjs';

/** A CRD, or any part of one, without the descriptions in its schemas; fields that are called description stay. */
export function withoutDescriptions(value, isFieldMap = false) {
  if (Array.isArray(value)) return value.map((item) => withoutDescriptions(item));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([key, child]) => isFieldMap || key !== 'description' || typeof child !== 'string');
  return Object.fromEntries(entries.map(([key, child]) => [key, withoutDescriptions(child, key === 'properties' && !isFieldMap)]));
}

/** Every schema inside a schema, outermost first, with the way to it: `spec.endpoints[].port`, `labels{}`. */
export function* schemasIn(schema, path = []) {
  yield { schema, path };
  for (const [name, child] of Object.entries(schema.properties ?? {})) yield* schemasIn(child, [...path, name]);
  const last = path.at(-1);
  if (schema.items) yield* schemasIn(schema.items, [...path.slice(0, -1), `${last}[]`]);
  if (typeof schema.additionalProperties === 'object') yield* schemasIn(schema.additionalProperties, [...path.slice(0, -1), `${last}{}`]);
}

/** The version of a CRD that is stored: the operator's have no other. */
export function versionOf(crd) {
  if (crd.spec.versions.length !== 1) throw new Error(`${crd.metadata.name} has several versions`);
  return crd.spec.versions[0];
}

// A reference costs about as much as a schema of this size.
const worthSharing = 50;

// The API server drops the status of an object that is created, before it validates.
const anything = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

function objectSchema(crd) {
  const { openAPIV3Schema } = versionOf(crd).schema;
  const { status, ...properties } = openAPIV3Schema.properties;
  return { ...openAPIV3Schema, properties: status ? { ...properties, status: anything } : properties };
}

/** The schemas of the kinds, with `{"$ref": name}` for each schema that occurs more than once, and these by name. */
export function sharedSchemas(crds) {
  const found = new Map();
  for (const crd of crds) {
    for (const { schema, path } of schemasIn(objectSchema(crd))) {
      const text = JSON.stringify(schema);
      const places = found.get(text) ?? [];
      found.set(text, places);
      places.push({ kind: crd.spec.names.kind, path });
    }
  }
  const definitions = {};
  const names = new Map();
  const share = (schema) => {
    const text = JSON.stringify(schema);
    const places = found.get(text);
    if (places.length === 1 || text.length <= worthSharing) return inner(schema);
    if (!names.has(text)) {
      const wanted = schema.properties ? typeName(places) : fieldName(places[0].path);
      let name = wanted;
      for (let number = 2; Object.hasOwn(definitions, name); number++) name = `${wanted}${number}`;
      names.set(text, name);
      definitions[name] = null; // taken; and placed before what it refers to
      definitions[name] = inner(schema);
    }
    return { $ref: names.get(text) };
  };
  const inner = (schema) => {
    const result = { ...schema };
    if (schema.properties)
      result.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, child]) => [name, share(child)]));
    if (schema.items) result.items = share(schema.items);
    if (typeof schema.additionalProperties === 'object') result.additionalProperties = share(schema.additionalProperties);
    return result;
  };
  const kinds = {};
  for (const crd of crds) {
    const { name, subresources } = versionOf(crd);
    const replicas = subresources?.scale?.specReplicasPath.replace(/^\./, '').split('.');
    kinds[crd.spec.names.kind] = { apiVersion: `${crd.spec.group}/${name}`, replicas, schema: inner(objectSchema(crd)) };
  }
  return { kinds, definitions };
}
