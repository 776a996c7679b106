// Writes TypeScript types for CRDs: a file for each kind, one for what several kinds share, one for what makes up pods.
import { staleChoices, typeName } from './names.mjs';
import { schemasIn, versionOf } from './schema.mjs';

// Fields of the specs under which everything is Kubernetes' own: types that stand nowhere else go to pod.ts.
const podFields = new Set([
  'affinity',
  'containers',
  'dnsConfig',
  'hostAliases',
  'imagePullSecrets',
  'initContainers',
  'podMetadata',
  'resources',
  'securityContext',
  'storage',
  'tolerations',
  'topologySpreadConstraints',
  'updateStrategy',
  'volumeMounts',
  'volumes',
]);
// The CRD leaves these open because a schema cannot contain itself; the operator reads them as this type.
const recursive = new Map([['AlertmanagerConfig spec.route.routes[]', 'Route']]);

const metadata = `/** What every object says about itself. */
export interface Metadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
}
`;

/** The files of types, as pairs of name and text. */
export function typeFiles(crds) {
  const types = namedTypes(crds);
  const fileOf = new Map([...types.values()].map((type) => [type.name, type.file]));
  fileOf.set('Metadata', 'common');
  const kinds = new Map(crds.map((crd) => [fileName(crd.spec.names.kind), crd]));
  return ['common', 'pod', ...kinds.keys()].map((file) => {
    const own = [...types.values()].filter((type) => type.file === file);
    const crd = kinds.get(file);
    const used = new Set(
      [...(crd ? ['Metadata'] : []), ...own.flatMap((type) => [...type.uses])].filter((name) => fileOf.get(name) !== file),
    );
    const imports = [...new Set([...used].map((name) => fileOf.get(name)))]
      .sort()
      .map((source) => importLine([...used].filter((name) => fileOf.get(name) === source).sort(), source));
    const objects = file === 'common' ? [metadata] : crd ? [objectType(crd)] : [];
    return [`${file}.ts`, [...(imports.length > 0 ? [imports.join('')] : []), ...objects, ...own.map((type) => type.text)].join('\n')];
  });
}

function importLine(names, source) {
  const line = `import type { ${names.join(', ')} } from './${source}';\n`;
  return line.length <= 130 ? line : `import type {\n${names.map((name) => `  ${name},\n`).join('')}} from './${source}';\n`;
}

const fileName = (kind) => kind.replace(/(?<!^)(?=[A-Z])/g, '-').toLowerCase();

function objectType(crd) {
  const { kind } = crd.spec.names;
  return `export interface ${kind} {
  readonly apiVersion: '${crd.spec.group}/${versionOf(crd).name}';
  readonly kind: '${kind}';
  readonly metadata: Metadata;
  readonly spec: ${kind}Spec;
}
`;
}

/** All types that need a name, by signature, with their text and the names that it uses. */
function namedTypes(crds) {
  const types = new Map();
  for (const crd of crds) {
    const { spec } = versionOf(crd).schema.openAPIV3Schema.properties;
    for (const { schema, path } of schemasIn(spec, ['spec'])) {
      if (!needsName(schema)) continue;
      const key = signature(schema);
      if (!types.has(key)) types.set(key, { schema, places: [] });
      types.get(key).places.push({ kind: crd.spec.names.kind, path });
    }
  }
  const names = new Map();
  for (const type of types.values()) {
    type.name = typeName(type.places);
    type.file = fileFor(type.places);
    const other = names.get(type.name);
    if (other)
      throw new Error(
        `two types would be called ${type.name}: choose names in names.mjs for\n  ${[other, type].map(({ places: [{ kind, path }] }) => `${kind} ${path.join('.')}`).join('\n  ')}`,
      );
    names.set(type.name, type);
  }
  const stale = staleChoices([...types.values()].flatMap((type) => type.places));
  if (stale.length > 0) throw new Error(`names.mjs names types that are gone:\n  ${stale.join('\n  ')}`);
  for (const type of types.values()) Object.assign(type, describe(type, types));
  return types;
}

// A choice of words that would not fit beside its field has a name too.
const needsName = (schema) => schema.properties !== undefined || (schema.enum !== undefined && scalar(schema).length > 80);

function fileFor(places) {
  if (places.every(({ path }) => path.length > 1 && podFields.has(path[1].replace(/[[{].*/, '')))) return 'pod';
  const kinds = new Set(places.map(({ kind }) => kind));
  return kinds.size === 1 ? fileName([...kinds][0]) : 'common';
}

/** A type's text, and the names of the other types in it. */
function describe({ name, schema, places: [{ kind, path }] }, types) {
  const uses = new Set();
  if (schema.enum)
    return {
      uses,
      text: `export type ${name} =\n${schema.enum.map((value) => `  | ${JSON.stringify(value).replaceAll('"', "'")}`).join('\n')};\n`,
    };
  const fields = Object.entries(schema.properties).map(([field, child]) => {
    const optional = schema.required?.includes(field) ? '' : '?';
    const key = /^[A-Za-z_$][\w$]*$/.test(field) ? field : JSON.stringify(field);
    return `  readonly ${key}${optional}: ${expression(child, kind, [...path, field], types, uses)};\n`;
  });
  return { uses, text: `export interface ${name} {\n${fields.join('')}}\n` };
}

function expression(schema, kind, path, types, uses) {
  const known = recursive.get(`${kind} ${path.join('.')}`) ?? (needsName(schema) ? types.get(signature(schema)).name : undefined);
  if (known) {
    uses.add(known);
    return known;
  }
  const inside = (child, mark) => expression(child, kind, [...path.slice(0, -1), `${path.at(-1)}${mark}`], types, uses);
  if (schema.items) {
    const item = inside(schema.items, '[]');
    return item.includes('|') ? `readonly (${item})[]` : `readonly ${item}[]`;
  }
  if (typeof schema.additionalProperties === 'object') return `Readonly<Record<string, ${inside(schema.additionalProperties, '{}')}>>`;
  return scalar(schema);
}

/** What a schema is to TypeScript: two of the same signature are one type. */
function signature(schema) {
  if (schema.properties) {
    return `{${Object.entries(schema.properties)
      .map(([name, child]) => `${name}${schema.required?.includes(name) ? '' : '?'}:${signature(child)}`)
      .join(';')}}`;
  }
  if (schema.items) return `(${signature(schema.items)})[]`;
  if (typeof schema.additionalProperties === 'object') return `Record<${signature(schema.additionalProperties)}>`;
  return scalar(schema);
}

function scalar(schema) {
  if (schema['x-kubernetes-int-or-string']) return 'number | string';
  if (schema.enum) return schema.enum.map((value) => (typeof value === 'string' ? `'${value}'` : JSON.stringify(value))).join(' | ');
  switch (schema.type) {
    case 'string':
    case 'boolean':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'object':
      return 'Readonly<Record<string, unknown>>';
    case undefined:
      return 'unknown'; // x-kubernetes-preserve-unknown-fields
    default:
      throw new Error(`no TypeScript type for ${JSON.stringify(schema)}`);
  }
}
