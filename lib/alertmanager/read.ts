import { nearest } from '../text/nearest';
import type { AlertmanagerConfiguration } from './configuration';
import { durationMilliseconds, isGoDuration } from './durations';
import type { ConfigField, ScalarKind, Shape } from './fields';
import { configurationFields } from './shapes';
import type { RoutingProblem } from './tree';
import { goUrlProblem, templateUrlProblem, urlProblem } from './urls';

/** A configuration as far as it can be understood, and all that Alertmanager refuses to read in it. */
export interface ReadConfiguration {
  readonly config: AlertmanagerConfiguration;
  readonly problems: readonly RoutingProblem[];
}

/** Reads a configuration from the parsed YAML of alertmanager.yml. Every value gets its type, or a problem and is left out. */
export function readConfiguration(document: unknown): ReadConfiguration {
  const problems: RoutingProblem[] = [];
  const config = read({ shape: configurationFields }, document, '', problems) as AlertmanagerConfiguration | undefined;
  return { config: config ?? {}, problems };
}

function read(field: ConfigField, value: unknown, path: string, problems: RoutingProblem[]): unknown {
  // An empty value is the same as none, as it is for Go's YAML.
  if (value === null || value === undefined) return undefined;
  if (typeof field === 'string') return scalar(field, value, path, problems);
  if ('list' in field) {
    if (!Array.isArray(value)) return wrong(value, 'a list', path, problems);
    return value
      .map((entry, i) => {
        if (entry === null && typeof field.list !== 'string') {
          problems.push({
            path: `${path}[${i}]`,
            code: 'missing-field',
            message: `${path}[${i}] is empty`,
            hint: 'Leave it out, or fill it.',
          });
        }
        return read(field.list, entry, `${path}[${i}]`, problems);
      })
      .filter((entry) => entry !== undefined);
  }
  if (typeof value !== 'object' || Array.isArray(value)) return wrong(value, 'a mapping', path, problems);
  const of = 'map' in field ? () => field.map : (key: string) => own(field.shape, key);
  const entries: [string, unknown][] = [];
  for (const [key, entry] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    const known = of(key);
    if (known === undefined) {
      const meant = 'shape' in field ? nearest(key, Object.keys(field.shape)) : undefined;
      problems.push({
        path: at,
        code: 'unknown-field',
        message: `Alertmanager has no field ${key} here`,
        hint: meant && `Write ${meant}.`,
      });
    } else {
      const understood = read(known, entry, at, problems);
      if (understood !== undefined) entries.push([key, understood]);
    }
  }
  return Object.fromEntries(entries);
}

const own = (fields: Shape, key: string): ConfigField | undefined => (Object.hasOwn(fields, key) ? fields[key] : undefined);

function wrong(value: unknown, wanted: string, path: string, problems: RoutingProblem[]): undefined {
  const is = Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'a mapping' : `${typeof value} ${JSON.stringify(value)}`;
  problems.push({ path, code: 'wrong-type', message: `${path === '' ? 'the configuration' : path} is ${is}`, hint: `Write ${wanted}.` });
  return undefined;
}

// Go's YAML follows YAML 1.1 where a boolean is wanted.
const yaml11: Readonly<Record<string, boolean>> = { yes: true, on: true, y: true, no: false, off: false, n: false };

function scalar(kind: ScalarKind, value: unknown, path: string, problems: RoutingProblem[]): unknown {
  switch (kind) {
    case 'any':
      return value;
    case 'boolean': {
      const known = typeof value === 'string' ? yaml11[value.toLowerCase()] : value;
      return typeof known === 'boolean' ? known : wrong(value, 'true or false', path, problems);
    }
    case 'number':
      return typeof value === 'number' ? value : wrong(value, 'a number', path, problems);
    // Go's YAML cuts the digits behind the point.
    case 'integer':
      return typeof value === 'number' ? Math.trunc(value) : wrong(value, 'a whole number', path, problems);
    case 'count':
      return typeof value === 'number' && value >= 0 ? Math.trunc(value) : wrong(value, 'a whole number, not below 0', path, problems);
    default:
      return typeof value === 'object' ? wrong(value, 'a text', path, problems) : text(kind, String(value), path, problems);
  }
}

type TextKind = Exclude<ScalarKind, 'any' | 'boolean' | 'number' | 'integer' | 'count'>;

function text(kind: TextKind, value: string, path: string, problems: RoutingProblem[]): string | undefined {
  const refused = (problem: string | undefined): string | undefined => {
    if (problem === undefined) return value;
    problems.push({ path, code: 'wrong-value', message: `${path} is not a URL that Alertmanager takes: ${problem}` });
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
      return durationMilliseconds(value) === undefined ? wrong(value, 'a duration, 5m or 1h30m', path, problems) : value;
    case 'timeout':
    case 'go-duration':
      return isGoDuration(value) || (kind === 'timeout' && /^[0-9]+$/.test(value))
        ? value
        : wrong(value, 'a duration in hours, minutes and seconds, 1h30m: days are not known here', path, problems);
    case 'url':
      return refused(urlProblem(value));
    case 'any-url':
      return refused(goUrlProblem(value));
    // Go's net.SplitHostPort, with a port.
    case 'host-port':
      return /^(?:(?:\[[^[\]]*\]|[^:[\]]*):[^:[\]]+)?$/.test(value)
        ? value
        : wrong(value, 'a host and a port, mail.example.org:587', path, problems);
    case 'secret-url':
      return value === '<secret>' ? value : refused(urlProblem(value));
    case 'secret-template-url':
      return value === '<secret>' || value === '' ? value : refused(templateUrlProblem(value));
  }
}
