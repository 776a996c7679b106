import { nearest } from '../../text/nearest';
import { valueAt } from '../access';
import { applyDefaults } from './defaults';
import { metadataProblems, objectMetaSchema } from './metadata';
import { misplaced } from './misplaced';
import type { SchemaProblem } from './problems';
import { validate } from './schema';
import type { Schema } from './schema-type';

/** A kind of prometheus-operator: its schema, and where the number of its replicas stands that the scale subresource reads. */
interface Kind {
  readonly apiVersion: string;
  readonly replicas?: readonly string[];
  readonly schema: Schema;
}

/** As much of an object as says what it is. */
interface Identified {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: unknown;
}

const group = 'monitoring.coreos.com';

/**
 * What the API server would refuse in an object of prometheus-operator's kinds; undefined for an object of another group, of which
 * nothing is known here.
 */
export function validateObject(object: Identified): SchemaProblem[] | undefined {
  if (object.apiVersion.split('/')[0] !== group) return undefined;
  const kind = kindOf(object);
  if (!kind) return [unknownKind(object)];
  return [
    ...validate(object, kind.schema).map((problem) => placed(problem, object, kind.schema)),
    ...metadataProblems(object.metadata),
    ...negativeReplicas(object, kind),
  ];
}

/** A field that is like none of its neighbours may belong elsewhere. */
function placed(problem: SchemaProblem, object: Identified, schema: Schema): SchemaProblem {
  if (problem.code !== 'unknown-field' || problem.suggestion !== undefined) return problem;
  const found = misplaced(schema, problem.path, valueAt(object, ...problem.path));
  return found === undefined ? problem : { ...problem, hint: found.hint, misplaced: found.isSure ? 'sure' : 'likely' };
}

/** An object with the defaults that the API server gives it; as it is where its kind is none of prometheus-operator's. */
export function withDefaults<T extends Identified>(object: T): T {
  const kind = kindOf(object);
  return kind ? applyDefaults(object, kind.schema) : object;
}

/** The version of one of prometheus-operator's kinds; undefined for any other. */
export const apiVersionOf = (kind: string): string | undefined =>
  Object.hasOwn(allKinds(), kind) ? allKinds()[kind]!.apiVersion : undefined;

/** The schema of a kind of prometheus-operator, status left open. */
export const schemaOf = (object: Identified): Schema | undefined => kindOf(object)?.schema;

function kindOf({ apiVersion, kind }: Identified): Kind | undefined {
  if (!apiVersion.startsWith(group)) return undefined;
  const known = allKinds();
  return Object.hasOwn(known, kind) && known[kind]!.apiVersion === apiVersion ? linked(kind) : undefined;
}

function unknownKind({ apiVersion, kind }: Identified): SchemaProblem {
  const known = allKinds();
  if (Object.hasOwn(known, kind)) {
    const hint = `Write apiVersion: ${known[kind]!.apiVersion}.`;
    return { code: 'unknown-kind', path: ['apiVersion'], message: `${kind} has no version ${apiVersion.split('/')[1] ?? ''}`, hint };
  }
  const meant = nearest(kind, Object.keys(known));
  const hint = meant ? `Did you mean ${meant}?` : `The kinds of ${group} are ${Object.keys(known).join(', ')}.`;
  return { code: 'unknown-kind', path: ['kind'], message: `${group} has no kind ${kind}`, hint, ...(meant && { suggestion: meant }) };
}

// What the API server asks of a kind with a scale subresource (customresource/validator.go, ValidateScaleSpec).
function negativeReplicas(object: Identified, { replicas }: Kind): SchemaProblem[] {
  if (!replicas) return [];
  const value = replicas.reduce<unknown>((inner, field) => (inner as Record<string, unknown> | undefined)?.[field], object);
  const isNegative = typeof value === 'number' && value < 0;
  return isNegative ? [{ code: 'wrong-value', path: replicas, message: `${value} must not be negative`, hint: 'Change the number.' }] : [];
}

interface SchemaFile {
  readonly kinds: Readonly<Record<string, Kind>>;
  readonly definitions: Readonly<Record<string, Schema>>;
}

let file: SchemaFile | undefined;
const linkedKinds = new Set<string>();

/** Read at the first question: a run without such objects does not pay for it. */
function allKinds(): Readonly<Record<string, Kind>> {
  file ??= require('../../../imports/monitoring.coreos.com/schema.json') as SchemaFile;
  return file.kinds;
}

/** A kind with each `$ref` in its schema replaced by the definition itself, which is shared. */
function linked(name: string): Kind {
  const { kinds, definitions } = file!;
  if (!linkedKinds.has(name)) {
    linkedKinds.add(name);
    link(kinds[name]!.schema, definitions);
    (kinds[name]!.schema.properties as Record<string, Schema>).metadata = objectMetaSchema;
  }
  return kinds[name]!;
}

type Unlinked = Schema | { readonly $ref: string };
const linkedSchemas = new WeakSet<Schema>();

function link(schema: Schema, definitions: Readonly<Record<string, Schema>>): Schema {
  if (linkedSchemas.has(schema)) return schema;
  linkedSchemas.add(schema);
  const inside = schema as { properties?: Record<string, Unlinked>; items?: Unlinked; additionalProperties?: boolean | Unlinked };
  const resolve = (inner: Unlinked): Schema => link('$ref' in inner ? definitions[inner.$ref]! : inner, definitions);
  for (const name in inside.properties) inside.properties[name] = resolve(inside.properties[name]!);
  if (inside.items) inside.items = resolve(inside.items);
  if (typeof inside.additionalProperties === 'object') inside.additionalProperties = resolve(inside.additionalProperties);
  return schema;
}
