import type { CheckInput } from '../../analysis/check-input';
import { type Found, foundIn } from '../../analysis/found';
import { injectedPorts } from '../../analysis/injected-ports';
import { type Container, containersOf, type Pod, podOf } from '../../analysis/pods';
import { isInSeveralFolders } from '../../analysis/repeated-objects';
import { wiringOf } from '../../analysis/services';
import { mappingsAt, textAt, valueAt } from '../../kubernetes/access';
import { inWords } from '../../text/list';
import { nearest } from '../../text/nearest';
import type { Path } from '../../yaml/value';
import { check } from '../check';

export const unknownPort = check('unknown-port', {
  finds: 'a Service or a probe that names a port which no container has',
  severity: 'error',
  *run(input) {
    yield* ofServices(input);
    for (const owner of input.objects) {
      const pod = podOf(owner);
      for (const container of pod === undefined ? [] : containersOf(pod)) {
        for (const { handler, port, at: where } of askedPorts(container)) {
          const names = portsOf(container).map(({ name }) => name);
          if (names.includes(port) || /^\d+$/.test(port)) continue;
          yield foundIn(owner, {
            message:
              `${container.title}: its ${handler} asks the port ${port}, ` +
              `and the container has ${names.length === 0 ? 'no port with a name' : `only ${inWords(names)}`}`,
            hint: hintFor(port, names),
            at: where,
          });
        }
      }
    }
  },
});

function* ofServices(input: CheckInput): Iterable<Found> {
  for (const { service, pods } of wiringOf(input).services) {
    if (pods.length === 0 || [service, ...pods.map(({ owner }) => owner)].some(({ object }) => isInSeveralFolders(input)(object))) continue;
    const ports = pods.flatMap((pod) => lasting(pod).flatMap(portsOf));
    for (const [json, index] of mappingsAt(service.object, 'spec', 'ports')) {
      const [wanted, protocol] = [json.targetPort, textAt(json, 'protocol') ?? 'TCP'];
      if (
        typeof wanted !== 'string' ||
        injectedPorts.has(wanted) ||
        ports.some((port) => port.name === wanted && port.protocol === protocol)
      )
        continue;
      const names = [...new Set(ports.map(({ name }) => name))];
      const otherwise = ports.find(({ name }) => name === wanted);
      const pod = pods[0]!.owner.object;
      yield foundIn(service, {
        message:
          otherwise === undefined
            ? `its targetPort ${wanted} is the name of no port of the pods that it finds: ` +
              `${pod.kind} ${pod.metadata.name} has ${names.length === 0 ? 'no port with a name' : `only ${inWords(names)}`}`
            : `its targetPort ${wanted} is asked for over ${protocol}, ` +
              `and the port of ${pod.kind} ${pod.metadata.name} is for ${otherwise.protocol}`,
        hint: otherwise === undefined ? hintFor(wanted, names) : 'give both the same protocol',
        at: ['spec', 'ports', index, 'targetPort'],
      });
    }
  }
}

function hintFor(port: string, names: readonly string[]): string {
  const similar = nearest(port, names);
  return similar ? `did you mean ${similar}?` : `give the container a port with the name ${port}, or write its number`;
}

/** The containers that run as long as the pod: init containers do if they are restarted always. */
const lasting = (pod: Pod): readonly Container[] =>
  containersOf(pod).filter(({ json, at: where }) => where[where.length - 2] === 'containers' || json.restartPolicy === 'Always');

const portsOf = ({ json }: Container): readonly { readonly name: string; readonly protocol: string }[] =>
  mappingsAt(json, 'ports').flatMap(([port]) => {
    const name = textAt(port, 'name');
    return name ? [{ name, protocol: textAt(port, 'protocol') ?? 'TCP' }] : [];
  });

const handlers: readonly Path[] = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];

function askedPorts({ json, at: where }: Container): readonly { readonly handler: string; readonly port: string; readonly at: Path }[] {
  return handlers.flatMap((handler) =>
    ['httpGet', 'tcpSocket'].flatMap((action) => {
      const port = valueAt(json, ...handler, action, 'port');
      return typeof port === 'string' ? [{ handler: handler.join('.'), port, at: [...where, ...handler, action, 'port'] }] : [];
    }),
  );
}
