import type { NamedObject } from '../../kubernetes/object';
import { disruptionBudgets } from '../../manifests/disruption';
import type { ProgramOptions, Replicated } from '../../manifests/program-options';
import type { Storage } from '../../manifests/storage';
import { deployment, peerService, statefulSet, storageClaims, type WorkloadPlan } from '../../manifests/workload';
import type { alertmanager, prometheus } from '../shared/own-programs';
import { replicasOf } from '../shared/props';

interface Program {
  readonly program: typeof prometheus | typeof alertmanager;
  readonly options: ProgramOptions & Replicated;
  readonly plan: WorkloadPlan;
  readonly storage: Storage;
  /** The claim of one replica. */
  readonly claim: string;
}

/** One replica is a Deployment with a claim; several are a StatefulSet in which each has a claim and a name of its own. */
export function workloadObjects({ program, options, plan, storage, claim }: Program): readonly NamedObject[] {
  const { name, namespace } = plan;
  const replicas = replicasOf(options);
  const budgets = disruptionBudgets(name, namespace, options);
  if (replicas === 1) return [...storageClaims(claim, namespace, name, storage), deployment(plan), ...budgets];
  const port: Readonly<Record<string, number>> = 'peerPort' in program ? { peers: program.peerPort } : { http: program.port };
  return [
    statefulSet(plan, { replicas, serviceName: program.peers, volumes: { data: storage } }),
    peerService(program.peers, namespace, name, port),
    ...budgets,
  ];
}
