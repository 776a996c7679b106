import type { Dashboard } from '../../model/dashboard';
import { dashboardJson } from './dashboard';

/** The dashboards of one folder of Grafana as files. */
export interface DashboardFiles {
  /** @default - those without a folder */
  readonly folder?: string;
  /** What the names of Kubernetes objects for them end with. */
  readonly suffix: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Those without a folder first, whether there are any or not. */
export function dashboardFiles(dashboards: readonly Dashboard[]): readonly DashboardFiles[] {
  const folders = [...new Set(dashboards.flatMap(({ folder }) => folder ?? []))].sort();
  const suffixes = suffixesOf(folders);
  return [
    { suffix: '', files: filesOf(dashboards, undefined) },
    ...folders.map((folder, index) => ({ folder, suffix: `-in-${suffixes[index]}`, files: filesOf(dashboards, folder) })),
  ];
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
