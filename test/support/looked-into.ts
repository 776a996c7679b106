import { load } from 'js-yaml';
import type { KubernetesObject } from '../../lib';

// biome-ignore lint/suspicious/noExplicitAny: a written object is looked into at any depth, and an expectation follows each look
export type Written = Readonly<Record<string, any>>;

/** The objects of a stack, to be looked into by kind and name. */
export function lookedInto(objects: readonly KubernetesObject[]) {
  const of = (kind: string, name: string): Written | undefined =>
    JSON.parse(JSON.stringify(objects.find((object) => object.kind === kind && object.metadata.name === name) ?? null)) ?? undefined;
  /** The workload of a program, whatever its kind. */
  const workload = (name: string): Written => (of('Deployment', name) ?? of('StatefulSet', name) ?? of('DaemonSet', name))!;
  const pod = (name: string): Written => workload(name).spec.template.spec;
  const container = (name: string): Written => pod(name).containers[0];
  const file = (configMap: string, name: string): Written => load(of('ConfigMap', configMap)!.data[name]) as Written;
  return { of, workload, pod, container, file, prometheusYml: () => file('prometheus-config', 'prometheus.yml') };
}

export type Looked = ReturnType<typeof lookedInto>;
