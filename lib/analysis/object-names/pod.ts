import { listAt, mappingsAt, textAt } from '../../kubernetes/access';
import { dnsLabel, portName } from '../../kubernetes/names';
import { type Container, containersOf, type Pod } from '../pods';
import { annotationRefusals, labelRefusals } from './metadata';
import { type Refusal, refused, refusedNumber, refusedTwice } from './refusal';

export function* podRefusals(pod: Pod): Iterable<Refusal> {
  const {
    owner: { object },
    spec,
    at,
  } = pod;
  const template = at.slice(0, -1);
  if (template.length > 0) {
    yield* labelRefusals('label', object, [...template, 'metadata', 'labels']);
    yield* annotationRefusals(object, [...template, 'metadata', 'annotations']);
  }
  const containers = containersOf(pod);
  for (const container of containers) yield* containerRefusals(container);
  const named = containers.filter(({ json }) => typeof json.name === 'string');
  yield* refusedTwice(
    'the container',
    named.map((container) => [container.name, [...container.at, 'name']]),
  );

  const volumes = mappingsAt(spec, 'volumes').flatMap(([volume, index]) => {
    const name = textAt(volume, 'name');
    return name === undefined ? [] : [[name, [...at, 'volumes', index, 'name']] as const];
  });
  for (const [name, where] of volumes) yield* refused('the volume', name, where, dnsLabel);
  yield* refusedTwice('the volume', volumes);
  // The claims of a StatefulSet are volumes of its pods too.
  const claims = listAt(object, 'spec', 'volumeClaimTemplates').map((claim) => textAt(claim, 'metadata', 'name'));
  const there = new Set([...volumes.map(([name]) => name), ...claims]);
  for (const container of containers) yield* mountRefusals(container, there);
}

function* containerRefusals({ json, at, title }: Container): Iterable<Refusal> {
  if (typeof json.name === 'string') yield* refused('the container', json.name, [...at, 'name'], dnsLabel);
  const ports = mappingsAt(json, 'ports');
  for (const [port, index] of ports) {
    const where = [...at, 'ports', index];
    const name = textAt(port, 'name');
    if (name) yield* refused(`the port of ${title}`, name, [...where, 'name'], portName);
    yield* refusedNumber(`the port of ${title}`, port.containerPort, [...where, 'containerPort']);
  }
  yield* refusedTwice(
    `the port of ${title}`,
    ports.flatMap(([port, index]) => {
      const name = textAt(port, 'name');
      return name ? [[name, [...at, 'ports', index, 'name']] as const] : [];
    }),
  );
  for (const [variable, index] of mappingsAt(json, 'env')) {
    if (!textAt(variable, 'name')) yield { message: `a variable of ${title} has no name`, at: [...at, 'env', index] };
  }
}

function* mountRefusals({ json, at, title }: Container, volumes: ReadonlySet<string | undefined>): Iterable<Refusal> {
  const mounts = mappingsAt(json, 'volumeMounts');
  for (const [mount, index] of mounts) {
    const name = textAt(mount, 'name');
    if (name === undefined || volumes.has(name)) continue;
    yield { message: `${title} mounts the volume ${name}, which the pod does not have`, at: [...at, 'volumeMounts', index, 'name'] };
  }
  yield* refusedTwice(
    `the mount of ${title} at`,
    mounts.flatMap(([mount, index]) => {
      const path = textAt(mount, 'mountPath');
      return path ? [[path, [...at, 'volumeMounts', index, 'mountPath']] as const] : [];
    }),
  );
}
