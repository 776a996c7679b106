import type { NamedObject } from '../kubernetes/object';
import { splitConfigMap } from '../manifests/config-map';
import type { Context } from '../manifests/context';
import { configMapMount, type Mount } from '../manifests/pod';
import { dashboardFiles } from '../render/dashboard/folders';

/** The dashboards of a folder of Grafana, and how its pod gets them. */
export interface DashboardFolder {
  readonly configMaps: readonly NamedObject[];
  readonly mount: Mount;
  readonly provider: object;
}

/** A provider for each folder, each with a path of its own: those without a folder first. */
export function dashboardFolders({ namespace, dashboards }: Context): readonly DashboardFolder[] {
  return dashboardFiles(dashboards).map(({ folder, suffix, files }): DashboardFolder => {
    const configMaps = splitConfigMap(`grafana-dashboards${suffix}`, namespace, 'grafana', files);
    const path = `/etc/grafana/dashboards${suffix}`;
    return {
      configMaps,
      mount: configMapMount(
        `dashboards${suffix}`,
        path,
        configMaps.map(({ metadata }) => metadata.name),
      ),
      provider: {
        name: `vigie${suffix}`,
        ...(folder !== undefined && { folder }),
        type: 'file',
        allowUiUpdates: false,
        disableDeletion: true,
        updateIntervalSeconds: 30,
        options: { path },
      },
    };
  });
}
