import { nearest } from '../text/nearest';
import type { AlertmanagerConfiguration } from './configuration';
import { isGoDuration, parseDuration } from './durations';
import type { Field, Scalar, Shape } from './fields';
import { configurationFields } from './shapes';
import type { RoutingFault } from './tree';
import { goUrlFault, templateUrlFault, urlFault } from './urls';

/** A configuration as far as it can be understood, and all that Alertmanager refuses to read in it. */
export interface ReadConfiguration {
  readonly config: AlertmanagerConfiguration;
  readonly faults: readonly RoutingFault[];
}

/** Reads a configuration from the parsed YAML of alertmanager.yml. Every value gets its type, or a fault and is left out. */
export function readConfiguration(document: unknown): ReadConfiguration {
  const faults: RoutingFault[] = [];
  const config = read({ shape: configurationFields }, document, '', faults) as AlertmanagerConfiguration | undefined;
  return { config: config ?? {}, faults };
}

function read(field: Field, value: unknown, path: string, faults: RoutingFault[]): unknown {
  // An empty value is the same as none, as it is for Go's YAML.
  if (value === null || value === undefined) return undefined;
  if (typeof field === 'string') return scalar(field, value, path, faults);
  if ('list' in field) {
    if (!Array.isArray(value)) return wrong(value, 'a list', path, faults);
    return value
      .map((entry, i) => {
        if (entry === null && typeof field.list !== 'string') {
          faults.push({ path: `${path}[${i}]`, message: `${path}[${i}] is empty`, hint: 'leave it out, or fill it' });
        }
        return read(field.list, entry, `${path}[${i}]`, faults);
      })
      .filter((entry) => entry !== undefined);
  }
  if (typeof value !== 'object' || Array.isArray(value)) return wrong(value, 'a mapping', path, faults);
  const of = 'map' in field ? () => field.map : (key: string) => own(field.shape, key);
  const entries: [string, unknown][] = [];
  for (const [key, entry] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    const known = of(key);
    if (known === undefined) {
      const meant = 'shape' in field ? nearest(key, Object.keys(field.shape)) : undefined;
      faults.push({ path: at, message: `Alertmanager has no field ${key} here`, hint: meant && `write ${meant}` });
    } else {
      const understood = read(known, entry, at, faults);
      if (understood !== undefined) entries.push([key, understood]);
    }
  }
  return Object.fromEntries(entries);
}

const own = (fields: Shape, key: string): Field | undefined => (Object.hasOwn(fields, key) ? fields[key] : undefined);

function wrong(value: unknown, wanted: string, path: string, faults: RoutingFault[]): undefined {
  const is = Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'a mapping' : `${typeof value} ${JSON.stringify(value)}`;
  faults.push({ path, message: `${path === '' ? 'the configuration' : path} is ${is}`, hint: `write ${wanted}` });
  return undefined;
}

// Go's YAML follows YAML 1.1 where a boolean is wanted.
const yaml11: Readonly<Record<string, boolean>> = { yes: true, on: true, y: true, no: false, off: false, n: false };

function scalar(kind: Scalar, value: unknown, path: string, faults: RoutingFault[]): unknown {
  switch (kind) {
    case 'any':
      return value;
    case 'boolean': {
      const known = typeof value === 'string' ? yaml11[value.toLowerCase()] : value;
      return typeof known === 'boolean' ? known : wrong(value, 'true or false', path, faults);
    }
    case 'number':
      return typeof value === 'number' ? value : wrong(value, 'a number', path, faults);
    // Go's YAML cuts the digits behind the point.
    case 'integer':
      return typeof value === 'number' ? Math.trunc(value) : wrong(value, 'a whole number', path, faults);
    case 'count':
      return typeof value === 'number' && value >= 0 ? Math.trunc(value) : wrong(value, 'a whole number, not below 0', path, faults);
    default:
      return typeof value === 'object' ? wrong(value, 'a text', path, faults) : text(kind, String(value), path, faults);
  }
}

type TextKind = Exclude<Scalar, 'any' | 'boolean' | 'number' | 'integer' | 'count'>;

function text(kind: TextKind, value: string, path: string, faults: RoutingFault[]): string | undefined {
  const refused = (fault: string | undefined): string | undefined => {
    if (fault === undefined) return value;
    faults.push({ path, message: `${path} is not a URL that Alertmanager takes: ${fault}` });
    return undefined;
  };
  switch (kind) {
    case 'string':
    case 'template':
    case 'secret':
    case 'file':
    case 'matchers':
    case 'regexp':
      return value;
    case 'duration':
      return parseDuration(value) === undefined ? wrong(value, 'a duration, 5m or 1h30m', path, faults) : value;
    case 'timeout':
    case 'go-duration':
      return isGoDuration(value) || (kind === 'timeout' && /^[0-9]+$/.test(value))
        ? value
        : wrong(value, 'a duration in hours, minutes and seconds, 1h30m: days are not known here', path, faults);
    case 'url':
      return refused(urlFault(value));
    case 'any-url':
      return refused(goUrlFault(value));
    // Go's net.SplitHostPort, with a port.
    case 'host-port':
      return /^(?:(?:\[[^[\]]*\]|[^:[\]]*):[^:[\]]+)?$/.test(value)
        ? value
        : wrong(value, 'a host and a port, mail.example.org:587', path, faults);
    case 'secret-url':
      return value === '<secret>' ? value : refused(urlFault(value));
    case 'secret-template-url':
      return value === '<secret>' || value === '' ? value : refused(templateUrlFault(value));
  }
}
