import type { KubernetesObject } from '../../model/custom-resource';
import { mappings, text } from '../data';
import { dnsLabel, portName, portNumber } from '../kubernetes-names';
import { labelRefusals } from './metadata';
import { refused, twice, type Refusal } from './refusal';

export function* serviceRefusals(object: KubernetesObject): Iterable<Refusal> {
  const ports = mappings(object, 'spec', 'ports').map(([json, index]) => ({ json, at: ['spec', 'ports', index], name: text(json, 'name') ?? '' }));
  for (const { json, at, name } of ports) {
    if (name !== '') yield* refused('the port', name, [...at, 'name'], dnsLabel);
    else if (ports.length > 1) yield { message: `the port ${String(json.port)} has no name, and there are several`, at };
    const number = json.port === undefined ? undefined : portNumber(json.port);
    if (number !== undefined) yield { message: `the port ${String(json.port)}: ${number}`, at: [...at, 'port'] };
    const { targetPort } = json;
    if (typeof targetPort === 'string') yield* refused('the targetPort', targetPort, [...at, 'targetPort'], portName);
    else if (typeof targetPort === 'number' && targetPort !== 0 && portNumber(targetPort) !== undefined) yield { message: `the targetPort ${targetPort}: ${portNumber(targetPort)}`, at: [...at, 'targetPort'] };
  }
  yield* twice('the port', ports.filter(({ name }) => name !== '').map(({ name, at }) => [name, [...at, 'name']]));
  yield* twice('the port', ports.map(({ json, at }) => [`${String(json.port)}/${text(json, 'protocol') ?? 'TCP'}`, [...at, 'port']]));
  yield* labelRefusals('label of the selector', object, ['spec', 'selector']);
}
