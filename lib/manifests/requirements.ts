import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import { bytesOf } from '../model/bytes';
import type { Amounts, Resources } from './program-options';
import { bytesQuantity, coresQuantity } from './units';

/** What a program needs in a cluster of the declared size. */
export interface Needs {
  /** A Kubernetes quantity: `50m`. */
  readonly cpu: string;
  /** MiB. */
  readonly memory: number;
  /** MiB. @default - twice the request: room for a burst, and an end to a leak */
  readonly memoryLimit?: number;
}

/** No CPU limit: a limit throttles a program while cores are idle, and the requests already divide them fairly. */
export function requirements({ cpu, memory, memoryLimit }: Needs, { requests = {}, limits = {} }: Resources = {}): ResourceRequirements {
  const requested = requests.memory === undefined ? memory * 1024 ** 2 : bytesOf(requests.memory);
  const limit = requests.memory === undefined && memoryLimit !== undefined ? memoryLimit * 1024 ** 2 : 2 * requested;
  return {
    requests: { cpu, memory: bytesQuantity(requested), ...quantities(requests) },
    ...(limits !== 'off' && { limits: { memory: bytesQuantity(limit), ...quantities(limits) } }),
  };
}

const quantities = ({ cpu, memory, ephemeralStorage }: Amounts): Readonly<Record<string, string>> => ({
  ...(cpu !== undefined && { cpu: coresQuantity(cpu) }),
  ...(memory !== undefined && { memory: bytesQuantity(bytesOf(memory)) }),
  ...(ephemeralStorage !== undefined && { 'ephemeral-storage': bytesQuantity(bytesOf(ephemeralStorage)) }),
});
