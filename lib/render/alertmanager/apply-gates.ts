import type { AlertmanagerConfiguration } from '../../model/routing/configuration';
import { integrationKinds } from '../../model/routing/receivers';
import type { Mapping, Problem } from './conversion';
import { type Gate, gates, type Scope } from './gates';
import { atLeast, printVersion, type Version } from './version';

/** A configuration without what a version of Alertmanager does not know yet, and what that was. */
export interface Gated {
  readonly config: AlertmanagerConfiguration;
  /** Fields that were left out. */
  readonly dropped: readonly Problem[];
  /** Fields without which the configuration would mean something else. */
  readonly refused: readonly Problem[];
}

/** Fits a configuration to a version. */
export function applyGates(config: AlertmanagerConfiguration, version: Version): Gated {
  const closed = gates.filter((gate) => !atLeast(version, gate.since));
  const dropped: Problem[] = [];
  const refused: Problem[] = [];

  const passed = (scope: Scope, from: Mapping, path: string): Mapping => {
    const own = closed.filter((gate) => gate.in === scope);
    if (own.length === 0) return from;
    return Object.fromEntries(Object.entries(from).filter(([field, value]) => {
      const gate = own.find(({ fields }) => fields.includes(field));
      if (gate === undefined || isEmpty(value)) return true;
      const at = path === '' ? field : `${path}.${field}`;
      (gate.below === 'drop' ? dropped : refused).push({ path: at, ...inWords(at, gate, version) });
      return gate.below === 'refuse';
    }));
  };

  /** Passes the value of a field on, where it is there. */
  const inside = (from: Mapping, field: string, pass: (value: Mapping, at: string) => Mapping, path: string): Mapping =>
    (isMapping(from[field]) ? { ...from, [field]: pass(from[field], `${path}.${field}`) } : from);
  const each = (from: Mapping, field: string, pass: (value: Mapping, at: string) => Mapping, path: string): Mapping =>
    (Array.isArray(from[field]) ? { ...from, [field]: from[field].map((value, i) => pass(value as Mapping, `${path}${path === '' ? '' : '.'}${field}[${i}]`)) } : from);

  const http = (from: Mapping, path: string): Mapping => {
    const known = passed('http_config', from, path);
    return inside(inside(known, 'tls_config', (tls, at) => passed('tls_config', tls, at), path), 'oauth2', (oauth2, at) => passed('oauth2', oauth2, at), path);
  };
  const global = (from: Mapping, path: string): Mapping => inside(passed('global', from, path), 'http_config', http, path);
  const route = (from: Mapping, path: string): Mapping => each(passed('route', from, path), 'routes', route, path);
  const interval = (from: Mapping, path: string): Mapping => each(from, 'time_intervals', (spec, at) => passed('time_interval', spec, at), path);
  const receiver = (from: Mapping, path: string): Mapping => {
    let out = passed('receiver', from, path);
    for (const kind of integrationKinds) {
      const unknown = closed.find((gate) => gate.in === kind && gate.fields.includes('*'));
      if (unknown !== undefined && !isEmpty(from[kind])) refused.push({ path: `${path}.${kind}`, ...inWords(`${path}.${kind}`, unknown, version) });
      out = each(out, kind, (integration, at) => withoutEmpty('sigv4', inside(inside(passed(kind, integration, at), 'http_config', http, at), 'sigv4', (sigv4, to) => passed('sigv4', sigv4, to), at)), path);
    }
    return out;
  };

  let out: Mapping = passed('configuration', config as Mapping, '');
  out = inside(out, 'global', (from) => global(from, 'global'), '');
  out = inside(out, 'route', (from) => route(from, 'route'), '');
  out = each(out, 'inhibit_rules', (rule, at) => passed('inhibit_rule', rule, at), '');
  out = each(out, 'receivers', receiver, '');
  out = each(each(out, 'mute_time_intervals', interval, ''), 'time_intervals', interval, '');
  return { config: out as AlertmanagerConfiguration, dropped, refused };
}

const withoutEmpty = (field: string, from: Mapping): Mapping =>
  (field in from && isEmpty(from[field]) ? Object.fromEntries(Object.entries(from).filter(([key]) => key !== field)) : from);
const isMapping = (value: unknown): value is Mapping => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: unknown) => value === undefined || value === null || value === '' || value === 0 || (typeof value === 'object' && Object.keys(value).length === 0);

function inWords(path: string, { since, below }: Gate, version: Version): Pick<Problem, 'message' | 'hint'> {
  const needs = `${path} needs Alertmanager ${since}, and this is ${printVersion(version)}`;
  return below === 'drop' ? { message: `${needs}: it is left out`, hint: 'run a later version, or take it out' } : { message: needs, hint: 'run a later version' };
}
