import { dirname, join, normalize } from 'node:path';
import { listAt } from '../kubernetes/access';
import type { KubernetesObject } from '../kubernetes/object';
import { isMapping } from '../yaml/value';
import type { Located } from './documents';

/** What brings objects into the cluster that are not among the files: releases of charts, and what makes rules of objectives. */
const bringers: ReadonlySet<string> = new Set([
  'HelmRelease',
  'HelmChart',
  'HelmChartConfig',
  'Application',
  'ApplicationSet',
  'App',
  'Bundle',
  'PrometheusServiceLevel',
  'ServiceLevelObjective',
  'SLO',
]);

/** Whether rules may come from elsewhere: a chart that is installed from its own repository may record what is read here. */
export const someComeFromElsewhere = (documents: readonly Located[]): boolean =>
  documents.some(
    ({ value }) =>
      isMapping(value) &&
      (bringers.has(String(value.kind)) ||
        (isKustomization(value) && listAt(value.helmCharts).length > 0) ||
        (value.kind === undefined && isChart(value))),
  );

/** A Chart.yaml: what its templates and those that it depends on make is not here. */
const isChart = ({ apiVersion, name, version }: Readonly<Record<string, unknown>>): boolean =>
  (apiVersion === 'v1' || apiVersion === 'v2') && typeof name === 'string' && version !== undefined;

/** Whether Prometheus itself is among the files, and so mostly the rules that it evaluates. */
export const hasPrometheus = (documents: readonly Located[], objects: readonly KubernetesObject[]): boolean =>
  objects.some(({ kind }) => kind === 'Prometheus') ||
  documents.some(({ value }) => isMapping(value) && value.kind === undefined && Array.isArray(value.rule_files));

export function isKustomization(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isMapping(value)) return false;
  const { apiVersion, kind, resources, patches, patchesStrategicMerge } = value;
  return (
    ((kind === 'Kustomization' || kind === 'Component') && String(apiVersion).startsWith('kustomize.config.k8s.io/')) ||
    (kind === undefined && apiVersion === undefined && [resources, patches, patchesStrategicMerge].some(Array.isArray))
  );
}

/** Parts of objects are no objects: the files that kustomizations name as patches, transformers and values. */
export function patchFiles(documents: readonly Located[]): ReadonlySet<string> {
  return new Set(
    documents.flatMap(({ value, file }) => {
      if (!isKustomization(value)) return [];
      const named = [
        ...listAt(value.patches).map((patch) => (isMapping(patch) ? patch.path : undefined)),
        ...listAt(value.patchesJson6902).map((patch) => (isMapping(patch) ? patch.path : undefined)),
        ...listAt(value.patchesStrategicMerge),
        ...listAt(value.configurations),
        ...listAt(value.transformers),
      ];
      return named.flatMap((path) => (typeof path === 'string' && !path.includes('\n') ? [normalize(join(dirname(file), path))] : []));
    }),
  );
}
