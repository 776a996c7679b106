import { createHash } from 'node:crypto';
import type { Pod } from 'kubernetes-types/core/v1';

/** When, and for how long already, in seconds. */
export interface Moment {
  readonly now: number;
  readonly boot: number;
}

const units: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 };

/** Bytes of a memory limit; none is 0, as cAdvisor says it. */
function bytes(quantity: string | undefined): number {
  const [, number, unit] = /^(\d+)([KMG]i)$/.exec(quantity ?? '0Ki') ?? [];
  if (unit === undefined) throw new RangeError(`a memory limit of ${quantity} is not known here`);
  return Number(number) * units[unit]!;
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

type Values = Readonly<Record<string, string | number>>;

function podValues({ metadata, spec, status }: Pod): Values {
  const limits = spec!.containers.map(({ resources }) => bytes(resources?.limits?.memory));
  return {
    pod: metadata!.name!,
    namespace: metadata!.namespace!,
    podCgroup: `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${metadata!.uid!.replaceAll('-', '_')}.slice`,
    sandboxId: digest(metadata!.uid!),
    podMemoryLimit: limits.includes(0) ? 0 : limits.reduce((sum, limit) => sum + limit, 0),
    startTime: Date.parse(status!.startTime ?? metadata!.creationTimestamp!) / 1000,
  };
}

const containerValues = (pod: Pod): Values[] =>
  pod.spec!.containers.map(({ name, image, resources }) => ({
    container: name,
    image: image!,
    containerId: digest(pod.metadata!.uid! + name),
    memoryLimit: bytes(resources?.limits?.memory),
  }));

const filled = (line: string, values: Values) =>
  line.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    if (values[name] === undefined) throw new RangeError(`nothing is known of ${name} in: ${line}`);
    return String(values[name]);
  });

/**
 * An exposition text for a node and its pods: a line that names a container is there once for each, one that names only a pod once
 * for each pod. A value `2*age` grows by 2 each second.
 */
export function exposition(template: string, node: string, pods: readonly Pod[], { now, boot }: Moment): string {
  const grown = (line: string) => line.replace(/ (\S+)\*age/, (_, perSecond: string) => ` ${Number(perSecond) * (now - boot)}`);
  const nodeValues: Values = { node, pods: pods.length, now, milliseconds: Math.round(now * 1000), bootTime: boot };
  const lines = template
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      if (!line.includes('{{pod}}')) return [filled(line, nodeValues)];
      return pods.flatMap((pod) =>
        (line.includes('{{container}}') ? containerValues(pod) : [{}]).map((values) =>
          filled(line, { ...nodeValues, ...podValues(pod), ...values }),
        ),
      );
    });
  return `${lines.map(grown).join('\n')}\n`;
}
