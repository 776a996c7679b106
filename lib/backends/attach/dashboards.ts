import { type Sidecar, sidecarsOf } from '../../analysis/grafana/sidecars';
import type { NamedObject } from '../../kubernetes/object';
import { splitConfigMap } from '../../manifests/config-map';
import type { Labels } from '../../model/labels';
import { dashboardFiles } from '../../render/dashboard/folders';
import type { Installed, Monitoring } from '../backend';
import type { AttachOptions } from './options';

/** How the installed Grafana gets dashboards; undefined where it takes none by a label. */
export const sidecarIn = ({ objects }: Pick<Installed, 'objects'>): Sidecar | undefined =>
  sidecarsOf({ objects: objects.map((object) => ({ object, place: {} })) })[0];

/** ConfigMaps with the dashboards of a stack, as the sidecar of the installed Grafana asks for them. */
export function dashboardConfigMaps(
  { context: { namespace, dashboards } }: Monitoring,
  sidecar: Sidecar | undefined,
  options: NonNullable<AttachOptions['dashboards']>,
): readonly NamedObject[] {
  if (dashboards.length === 0 || (sidecar === undefined && options.labels === undefined)) return [];
  const place = options.namespace ?? placeFor(namespace, sidecar);
  const labels: Labels = { ...(options.labels === undefined && sidecar && { [sidecar.label]: sidecar.value ?? '1' }), ...options.labels };
  const prefix = place === namespace ? '' : `${namespace}-`;
  return dashboardFiles(dashboards)
    .filter(({ files }) => Object.keys(files).length > 0)
    .flatMap(({ folder, suffix, files }) =>
      splitConfigMap(`${prefix}grafana-dashboards${suffix}`, place, 'grafana', files).map((object) => ({
        ...object,
        metadata: {
          ...object.metadata,
          labels: { ...object.metadata.labels, ...labels },
          ...(folder !== undefined && sidecar?.folderAnnotation !== undefined && { annotations: { [sidecar.folderAnnotation]: folder } }),
        },
      })),
    );
}

const placeFor = (namespace: string, sidecar: Sidecar | undefined): string =>
  Array.isArray(sidecar?.namespaces) && !sidecar.namespaces.includes(namespace) ? (sidecar.namespaces[0] ?? namespace) : namespace;
