import { mappingsAt, textAt } from '../../kubernetes/access';
import { dnsLabel, portName } from '../../kubernetes/names';
import type { NamedObject } from '../../kubernetes/object';
import { labelRefusals } from './metadata';
import { type Refusal, refused, refusedNumber, refusedTwice } from './refusal';

export function* serviceRefusals(object: NamedObject): Iterable<Refusal> {
  const ports = mappingsAt(object, 'spec', 'ports').map(([json, index]) => ({
    json,
    at: ['spec', 'ports', index],
    name: textAt(json, 'name') ?? '',
  }));
  for (const { json, at, name } of ports) {
    if (name !== '') yield* refused('the port', name, [...at, 'name'], dnsLabel);
    else if (ports.length > 1) yield { message: `the port ${String(json.port)} has no name, and there are several`, at };
    yield* refusedNumber('the port', json.port, [...at, 'port']);
    const { targetPort } = json;
    if (typeof targetPort === 'string') yield* refused('the targetPort', targetPort, [...at, 'targetPort'], portName);
    // 0 is what it is without one.
    else if (typeof targetPort === 'number' && targetPort !== 0) yield* refusedNumber('the targetPort', targetPort, [...at, 'targetPort']);
  }
  yield* refusedTwice(
    'the port',
    ports.filter(({ name }) => name !== '').map(({ name, at }) => [name, [...at, 'name']]),
  );
  yield* refusedTwice(
    'the port',
    ports.map(({ json, at }) => [`${String(json.port)}/${textAt(json, 'protocol') ?? 'TCP'}`, [...at, 'port']]),
  );
  yield* labelRefusals('label of the selector', object, ['spec', 'selector']);
}
