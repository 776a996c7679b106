import type { NamedObject } from '../kubernetes/object';
import { splitConfigMap } from '../manifests/config-map';
import type { Context } from '../manifests/context';
import { configMapMount, type Mount } from '../manifests/pod';
import type { Dashboard } from '../model/dashboard';
import { dashboardJson } from '../render/dashboard/dashboard';

/** The dashboards of a folder of Grafana, and how its pod gets them. */
export interface DashboardFolder {
  readonly configMaps: readonly NamedObject[];
  readonly mount: Mount;
  readonly provider: object;
}

/** A provider for each folder, each with a path of its own: those without a folder first. */
export function dashboardFolders({ namespace, dashboards }: Context): readonly DashboardFolder[] {
  const folders = [...new Set(dashboards.flatMap(({ folder }) => folder ?? []))].sort();
  const suffixes = suffixesOf(folders);
  return [undefined, ...folders].map((folder, index): DashboardFolder => {
    const suffix = folder === undefined ? '' : `-in-${suffixes[index - 1]}`;
    const configMaps = splitConfigMap(`grafana-dashboards${suffix}`, namespace, 'grafana', filesOf(dashboards, folder));
    const path = folder === undefined ? '/etc/grafana/dashboards' : `/etc/grafana/dashboards${suffix}`;
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

const filesOf = (dashboards: readonly Dashboard[], folder: string | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(dashboards.filter((each) => each.folder === folder).map((each) => [`${each.uid}.json`, dashboardJson(each)]));

/** Folders as parts of Kubernetes names: names of volumes have at most 63 characters. Two that read alike are numbered. */
function suffixesOf(folders: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return folders.map((folder) => {
    const plain = folder
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 40)
      .replace(/^-|-$/g, '');
    const base = plain === '' ? 'folder' : plain;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return count === 1 ? base : `${base}--${count}`;
  });
}
