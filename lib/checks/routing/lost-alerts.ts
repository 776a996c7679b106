import { allServices, missingService, type NamedService, portNames } from '../../analysis/alertmanager-services';
import type { AlertingAddress, CheckInput, ObjectInput } from '../../analysis/check-input';
import { type Found, foundAt, foundIn } from '../../analysis/found';
import { mappingsAt, textAt, valueAt } from '../../kubernetes/access';
import { regexpMatches } from '../../promql/regexp';
import { inWords } from '../../text/list';
import { nearest } from '../../text/nearest';
import { check } from '../check';

export const lostAlerts = check('lost-alerts', {
  finds: 'a Prometheus that sends its alerts to a Service, a namespace or a port that is not there',
  severity: 'error',
  kinds: { elsewhere: 'warning' },
  *run(input) {
    for (const server of input.objects.filter(({ object: { kind } }) => kind === 'Prometheus')) {
      for (const [endpoint, index] of mappingsAt(server.object, 'spec', 'alerting', 'alertmanagers')) {
        const found = ofEndpoint(server, endpoint, index, input);
        if (found !== undefined) yield found;
      }
    }
    for (const address of input.alertingAddresses ?? []) {
      const found = ofAddress(address, input);
      if (found !== undefined) yield found;
    }
  },
});

/** The operator takes both the name of the Service and that of the port as regular expressions. */
function ofEndpoint(
  server: ObjectInput,
  endpoint: Readonly<Record<string, unknown>>,
  index: number,
  input: CheckInput,
): Found<'elsewhere'> | undefined {
  const { name, port } = endpoint;
  const own = valueAt(server.object, 'metadata', 'namespace');
  const namespace = textAt(endpoint, 'namespace') ?? (typeof own === 'string' ? own : undefined);
  if (typeof name !== 'string' || namespace === undefined || `${name}${namespace}${String(port)}`.includes('${')) return undefined;
  const at = ['spec', 'alerting', 'alertmanagers', index];
  const services = allServices(input).filter((one) => one.namespace === namespace && regexpMatches(name, one.name));
  if (services.length === 0) {
    const missing = missingService(name, namespace, input);
    if (missing === undefined) return undefined;
    return foundIn<'elsewhere'>(server, {
      ...(!missing.isSure && { kind: 'elsewhere' }),
      message: `it sends its alerts to Service ${name} in ${namespace}, and there is none: ${missing.why}. No alert arrives`,
      hint: missing.hint,
      at: [...at, missing.wrong === 'namespace' && endpoint.namespace !== undefined ? 'namespace' : 'name'],
    });
  }
  const ports = services.map(portNames);
  if (
    typeof port !== 'string' ||
    port === '' ||
    ports.some((names) => names === undefined || names.some((one) => regexpMatches(port, one)))
  )
    return undefined;
  return withoutPort(server, services, { port, at: [...at, 'port'] });
}

function withoutPort(
  server: ObjectInput,
  services: readonly NamedService[],
  { port, at }: { readonly port: string; readonly at: readonly (string | number)[] },
): Found<'elsewhere'> {
  const names = [...new Set(services.flatMap((service) => portNames(service) ?? []))].filter((name) => name !== '');
  const similar = nearest(port, names) ?? (names.length === 1 ? names[0] : undefined);
  return foundIn<'elsewhere'>(server, {
    message:
      `it sends its alerts to port ${port} of Service ${services[0]!.name}, which does not have it: ` +
      `its ports are ${inWords(names) || 'without names'}. No alert arrives`,
    hint: similar === undefined ? 'write the name of a port as the Service has it' : `did you mean ${similar}?`,
    at,
  });
}

/** An address in Prometheus' own configuration. */
function ofAddress({ host, port, namespace, at, place }: AlertingAddress, input: CheckInput): Found<'elsewhere'> | undefined {
  const services = allServices(input).filter((one) => one.namespace === namespace && one.name === host);
  const what = `Prometheus sends its alerts to ${host} in ${namespace}`;
  if (services.length === 0) {
    const missing = missingService(host, namespace, input);
    if (missing === undefined) return undefined;
    const message = `${what}, and there is no such Service: ${missing.why}. No alert arrives`;
    return foundAt<'elsewhere'>(place, { ...(!missing.isSure && { kind: 'elsewhere' }), message, hint: missing.hint, at });
  }
  const isOpen = services.some(
    ({ object }) => valueAt(object, 'spec', 'clusterIP') === 'None' || portNames({ object, name: host, namespace }) === undefined,
  );
  const ports = services.flatMap(({ object }) => mappingsAt(object, 'spec', 'ports').map(([one]) => one.port));
  if (port === undefined || isOpen || ports.includes(port)) return undefined;
  return foundAt<'elsewhere'>(place, {
    message: `${what} at port ${port}, which the Service does not have: its ports are ${inWords(ports.map(String))}. No alert arrives`,
    hint: ports.length === 1 ? `did you mean ${String(ports[0])}?` : 'write a port that the Service has',
    at,
  });
}
