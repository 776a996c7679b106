import type { Pod } from 'kubernetes-types/core/v1';
import { type Behaviour, irisPorts } from './behaviour';
import type { PrivateCluster } from './private-cluster';

/** A replica of the Iris API. */
export interface Replica {
  readonly name: string;
  /** Changes what it does from now on, and leaves the rest as it is. */
  behave(change: Partial<Behaviour>): Promise<void>;
}

export async function startReplica({ metadata, status }: Pod, first: Behaviour, cluster: PrivateCluster): Promise<Replica> {
  const name = metadata!.name!;
  const address = status!.podIP!;
  const { metrics, control } = irisPorts;
  cluster.processes.start(name, [
    ...(await cluster.networkOf(address)),
    ...cluster.typescript('iris'),
    String(metrics),
    String(control),
    JSON.stringify(first),
  ]);
  let behaviour = first;
  return {
    name,
    async behave(change) {
      behaviour = { ...behaviour, ...change };
      const answer = await cluster.ask(`http://${address}:${control}/`, ['--data', JSON.stringify(behaviour)]);
      if (answer.status !== 200) throw new Error(`${name} answers ${answer.status} at its control port`);
    },
  };
}
