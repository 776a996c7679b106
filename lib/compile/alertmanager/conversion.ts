import { durationMilliseconds, goDuration } from '../../alertmanager/durations';
import type { ObjectReference } from '../../kubernetes/object';
import { isAtLeast, printVersion, type Version } from '../../text/version';
import type { CompileProblem } from '../problem';
import type { KeyReference, KnownKey, MountedKey } from './keys';

/** Something that keeps an object, or the whole configuration, from being compiled; or that is worth a word. */
export interface ConversionProblem extends Omit<CompileProblem, 'object'> {
  /** Where in the object: `spec.receivers[0].slackConfigs[0].apiURL`. */
  readonly path: string;
  /** Another object that holds the field. @default - the object that is converted */
  readonly object?: ObjectReference;
}

/** A value of a Secret that stands in the configuration, because Alertmanager has no field that reads it from a file. */
export interface Inlined extends KeyReference {
  /** The field of Alertmanager's configuration: `secret_key`. */
  readonly field: string;
}

/** What the conversion of one object knows, and what it finds. */
export interface Conversion {
  readonly version: Version;
  /** Where the object's Secrets and ConfigMaps are. */
  readonly namespace: string;
  readonly keys: (reference: KeyReference) => KnownKey;
  /** Whether what Alertmanager has and an AlertmanagerConfig lacks is taken, too. */
  readonly takesMore: boolean;
  /** Whether the value of a Secret that is not among the objects is taken as given. */
  readonly assumesSecrets: boolean;
  readonly assets: MountedKey[];
  readonly inlined: Inlined[];
  /** The operator skips the object. */
  readonly refusals: ConversionProblem[];
  /** The operator generates no configuration at all. */
  readonly failures: ConversionProblem[];
  readonly warnings: ConversionProblem[];
}

export function conversion(known: Pick<Conversion, 'version' | 'namespace' | 'keys' | 'takesMore' | 'assumesSecrets'>): Conversion {
  return { ...known, assets: [], inlined: [], refusals: [], failures: [], warnings: [] };
}

/** A part of Alertmanager's configuration. */
export type Output = Readonly<Record<string, unknown>>;
/** Turns a field's value into fields of Alertmanager's configuration; none where the value is empty. */
export type Converter = (value: unknown, path: string, c: Conversion) => Output;
/** The fields of a mapping of the custom resource. */
export type Table = Readonly<Record<string, Converter>>;

export type Mapping = Readonly<Record<string, unknown>>;

/** The value as a mapping; anything else is a refusal. */
export function mapping(value: unknown, path: string, c: Conversion): Mapping {
  if (value === undefined || value === null) return {};
  return typeof value === 'object' && !Array.isArray(value) ? (value as Mapping) : (mistyped(value, 'a mapping', path, c), {});
}

/** The value as a list; anything else is a refusal. */
export function entriesOf(value: unknown, path: string, c: Conversion): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : (mistyped(value, 'a list', path, c), []);
}

function mistyped(value: unknown, wanted: string, path: string, c: Conversion): Output {
  const is = Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'a mapping' : `the ${typeof value} ${JSON.stringify(value)}`;
  c.refusals.push({ path, code: 'wrong-type', message: `${path} is ${is}, which the API server refuses`, hint: `Write ${wanted}.` });
  return {};
}

/** All fields of a mapping, in the table's order. */
export function convertFields(table: Table): Converter {
  return (value, path, c) => {
    const from = mapping(value, path, c);
    for (const key of Object.keys(from)) {
      if (!Object.hasOwn(table, key)) {
        c.warnings.push({
          path: `${path}.${key}`,
          code: 'unknown-field',
          message: `there is no field ${key} here: the API server drops it or refuses the object`,
        });
      }
    }
    let out: Output = {};
    for (const [key, convert] of Object.entries(table)) {
      if (from[key] !== undefined && from[key] !== null) out = { ...out, ...convert(from[key], `${path}.${key}`, c) };
    }
    return out;
  };
}

const plain =
  <T>(type: string, wanted: string, keep: (value: T) => boolean) =>
  (key: string): Converter =>
  (value, path, c) => {
    if (typeof value !== type) return mistyped(value, wanted, path, c);
    return keep(value as T) ? { [key]: value } : {};
  };

export const nonEmptyString = plain<string>('string', 'a text', (value) => value !== '');
/** A text that means something when empty. */
export const anyText = plain<string>('string', 'a text', () => true);
/** True and false both mean something: the default is Alertmanager's. */
export const flag = plain<boolean>('boolean', 'true or false', () => true);
/** False is the default and left out. */
export const option = plain<boolean>('boolean', 'true or false', (value) => value);
export const number = plain<number>('number', 'a number', (value) => value !== 0);
export const positive = plain<number>('number', 'a number', (value) => value > 0);

/** A field that the operator reads and does not hand on; `otherwise` where more is taken than it takes. */
export const withoutEffect =
  (reason: string, otherwise?: Converter): Converter =>
  (value, path, c) => {
    if (c.takesMore && otherwise !== undefined) return otherwise(value, path, c);
    c.warnings.push({ path, code: 'no-effect', message: `${path} has no effect: ${reason}` });
    return {};
  };

/** A Prometheus duration. */
export const durationField =
  (key: string): Converter =>
  (value, path, c) => {
    if (typeof value !== 'string') return mistyped(value, 'a duration, 5m', path, c);
    if (value === '') return {};
    if (durationMilliseconds(value) !== undefined) return { [key]: value };
    c.refusals.push({ path, code: 'wrong-value', message: `${value} is not a duration`, hint: 'Write 30s, 5m, 1h30m ...' });
    return {};
  };

/** A Prometheus duration where Alertmanager reads one of Go's, which have no days. */
export const timeout =
  (key: string): Converter =>
  (value, path, c) =>
    Object.fromEntries(Object.entries(durationField(key)(value, path, c)).map(([name, written]) => [name, goDuration(written as string)]));

export const strings =
  (key: string): Converter =>
  (value, path, c) => {
    const list = entriesOf(value, path, c);
    return list.length === 0 ? {} : { [key]: list };
  };

export const stringMap =
  (key: string): Converter =>
  (value, path, c) => {
    const map = mapping(value, path, c);
    return Object.keys(map).length === 0 ? {} : { [key]: map };
  };

/** A list of { key, value } as a mapping; the last of two equal keys counts. */
export const keyValues =
  (key: string): Converter =>
  (value, path, c) => {
    const pairs = entriesOf(value, path, c).map((pair, i) => mapping(pair, `${path}[${i}]`, c));
    return pairs.length === 0 ? {} : { [key]: Object.fromEntries(pairs.map((pair) => [String(pair.key ?? ''), String(pair.value ?? '')])) };
  };

export const mappingOf =
  (key: string, table: Table): Converter =>
  (value, path, c) => ({ [key]: convertFields(table)(value, path, c) });

export const listField =
  (key: string, table: Table): Converter =>
  (value, path, c) => {
    const list = entriesOf(value, path, c);
    return list.length === 0 ? {} : { [key]: list.map((entry, i) => convertFields(table)(entry, `${path}[${i}]`, c)) };
  };

/** The reference to a key that a selector of the custom resource makes; undefined, and a refusal, where it makes none. */
export function reference(from: KeyReference['from'], value: unknown, path: string, c: Conversion): KeyReference | undefined {
  const { name, key } = mapping(value, path, c);
  if (typeof name === 'string' && typeof key === 'string' && name !== '' && key !== '') {
    return { from, namespace: c.namespace, name, key };
  }
  c.refusals.push({
    path,
    code: 'missing-field',
    message: `${path} does not name a ${from} and a key of it`,
    hint: `Write name and key of the ${from}.`,
  });
  return undefined;
}

/** The file under which Alertmanager reads a key; `folder` is `certs` (as the operator has it) or `credentials`. */
export function mountedFile(ref: KeyReference, folder: 'certs' | 'credentials', c: Conversion): string {
  // The operator names its files so: the kind, 0 for a Secret and 1 for a ConfigMap, then where the key is.
  const path = `/etc/alertmanager/${folder}/${ref.from === 'Secret' ? 0 : 1}_${ref.namespace}_${ref.name}_${ref.key}`;
  if (!c.assets.some((asset) => asset.path === path)) c.assets.push({ ...ref, path });
  return path;
}

export interface SecretOptions {
  /** The version of Alertmanager that first read `<field>_file`. @default - none does */
  readonly fileSince?: string;
  /** What is wrong with a value that is known. */
  readonly check?: (value: string) => string | undefined;
  /** Where a wrong value stops everything and not only this object. */
  readonly fatal?: true;
  /** Where an empty value is written too. @default - it is the same as none */
  readonly mayBeEmpty?: true;
}

/** A key of a Secret: as a file where Alertmanager reads one, else with its value, which then must be known. */
export const secret =
  (field: string, options: SecretOptions = {}): Converter =>
  (value, path, c) => {
    const ref = reference('Secret', value, path, c);
    return ref === undefined ? {} : keyed(field, ref, path, c, options);
  };

/** The same for a key of a Secret or of a ConfigMap. */
export function keyed(
  field: string,
  ref: KeyReference,
  path: string,
  c: Conversion,
  { fileSince, check, fatal, mayBeEmpty }: SecretOptions,
): Output {
  const known = c.keys(ref);
  if (known !== undefined && 'missing' in known) {
    c.refusals.push({ path, code: 'missing-object', message: known.missing, hint: 'Add the key, or name another one.' });
    return {};
  }
  // A value that is checked is a URL or a key, around which white space is a slip.
  const value = check === undefined ? known?.value : known?.value.trim();
  const problem = value === undefined ? undefined : check?.(value);
  if (problem !== undefined) {
    (fatal ? c.failures : c.refusals).push({
      path,
      code: 'wrong-value',
      message: `key ${ref.key} of ${ref.from} ${ref.namespace}/${ref.name}: ${problem}`,
    });
    return {};
  }
  if (value === '' && mayBeEmpty === undefined) return {};
  if (fileSince !== undefined && isAtLeast(c.version, fileSince)) return { [`${field}_file`]: mountedFile(ref, 'credentials', c) };
  if (value === undefined && c.assumesSecrets) {
    c.inlined.push({ ...ref, field });
    return { [field]: '<secret>' };
  }
  if (value === undefined) {
    const where = `${ref.from} ${ref.namespace}/${ref.name}`;
    const unread = `Alertmanager ${printVersion(c.version)} does not read ${field} from a file`;
    c.refusals.push({
      path,
      code: 'missing-object',
      message: `${unread}, and ${where}, which has it, is not among the objects`,
      hint: fileSince === undefined ? `Give ${where} too.` : `Run Alertmanager ${fileSince} or later, or give ${where} too.`,
    });
    return {};
  }
  if (ref.from === 'Secret') c.inlined.push({ ...ref, field });
  return { [field]: value };
}
