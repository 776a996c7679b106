import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { integrationKinds } from '../../alertmanager/integrations';
import type { Problem } from '../../text/problem';
import { isAtLeast, printVersion, type Version } from '../../text/version';
import type { ConversionProblem, Mapping } from './conversion';
import { type Gate, type GateScope, gates, valueGates } from './gates';

/** A configuration without what a version of Alertmanager does not know yet, and what that was. */
export interface Gated {
  readonly config: AlertmanagerConfiguration;
  /** Fields that were left out. */
  readonly dropped: readonly ConversionProblem[];
  /** Fields without which the configuration would mean something else. */
  readonly refused: readonly ConversionProblem[];
}

/** Changes one part of the configuration, which stands at a path. */
type Pass = (from: Mapping, path: string) => Mapping;

/** Fits a configuration to a version. */
export function applyGates(config: AlertmanagerConfiguration, version: Version): Gated {
  const closed = gates.filter((gate) => !isAtLeast(version, gate.since));
  const dropped: ConversionProblem[] = [];
  const refused: ConversionProblem[] = [];
  const report = (path: string, gate: Gate) =>
    (gate.below === 'drop' ? dropped : refused).push({ path, ...neededVersion(path, gate, version) });

  const passed =
    (scope: GateScope): Pass =>
    (from, path) => {
      const own = closed.filter((gate) => gate.in === scope);
      return own.length === 0
        ? from
        : Object.fromEntries(
            Object.entries(from).filter(([field, value]) => {
              const gate = own.find(({ fields }) => fields.includes(field));
              if (gate === undefined) return true;
              // An empty `authorization` is one to the operator.
              if (isEmpty(value) && !(scope === 'http_config' && gate.below === 'refuse')) return false;
              report(join(path, field), gate);
              return gate.below !== 'drop';
            }),
          );
    };
  const newValues = valueGates.filter((gate) => !isAtLeast(version, gate.since));
  const integration =
    (kind: GateScope): Pass =>
    (from, path) => {
      for (const gate of newValues) {
        if (gate.in === kind && gate.isNew(from[gate.field])) {
          refused.push({ path: join(path, gate.field), ...neededVersion(join(path, gate.field), { ...gate, below: 'refuse' }, version) });
        }
      }
      const known = inside('sigv4', passed('sigv4'))(inside('http_config', http)(passed(kind)(from, path), path), path);
      return isEmpty(known.sigv4) ? without('sigv4', known) : known;
    };
  const http: Pass = (from, path) =>
    inside('oauth2', passed('oauth2'))(inside('tls_config', passed('tls_config'))(passed('http_config')(from, path), path), path);
  const route: Pass = (from, path) => each('routes', route)(passed('route')(from, path), path);
  const receiver: Pass = (from, path) => {
    for (const gate of closed) {
      if (gate.fields.includes('*') && !isEmpty(from[gate.in])) report(join(path, gate.in), gate);
    }
    return integrationKinds.reduce((out, kind) => each(kind, integration(kind))(out, path), passed('receiver')(from, path));
  };
  const interval = each('time_intervals', passed('time_interval'));

  const passes: readonly Pass[] = [
    passed('configuration'),
    inside('global', (from, path) => inside('http_config', http)(passed('global')(from, path), path)),
    inside('route', route),
    each('inhibit_rules', passed('inhibit_rule')),
    each('receivers', receiver),
    each('mute_time_intervals', interval),
    each('time_intervals', interval),
  ];
  const out = passes.reduce((from, pass) => pass(from, ''), config as Mapping);
  return { config: out as AlertmanagerConfiguration, dropped, refused };
}

/** Passes the mapping in a field on, where there is one. */
const inside =
  (field: string, pass: Pass): Pass =>
  (from, path) =>
    isMapping(from[field]) ? { ...from, [field]: pass(from[field], join(path, field)) } : from;

/** Passes every entry of the list in a field on, where there is one. */
const each =
  (field: string, pass: Pass): Pass =>
  (from, path) => {
    const list = from[field];
    return Array.isArray(list) ? { ...from, [field]: list.map((entry: Mapping, i) => pass(entry, `${join(path, field)}[${i}]`)) } : from;
  };

const join = (path: string, field: string) => (path === '' ? field : `${path}.${field}`);
const without = (field: string, { [field]: _gone, ...rest }: Mapping): Mapping => rest;
const isMapping = (value: unknown): value is Mapping => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What Go leaves out of YAML; it is left out without a word, because Alertmanager refuses a field that it does not know, even empty. */
function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === '' || value === 0;
}

function neededVersion(path: string, { since, below }: Pick<Gate, 'since' | 'below'>, version: Version): Problem {
  const needs = `${path} needs Alertmanager ${since}, and this is ${printVersion(version)}`;
  return below === 'drop'
    ? { code: 'no-effect', message: `${needs}: it is left out`, hint: 'Run a later version, or take it out.' }
    : { code: 'unsupported', message: needs, hint: 'Run a later version.' };
}
