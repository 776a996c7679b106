import type { Sidecar } from '../../analysis/grafana/sidecars';
import { valueAt } from '../../kubernetes/access';
import { type NamedObject, namespaceOf } from '../../kubernetes/object';
import type { Finding } from '../../model/finding';
import { inWords } from '../../text/list';
import type { Installed, Monitoring } from '../backend';
import { targetNamespaces } from '../shared/discovery-rbac';

interface Programs {
  readonly installed: Installed;
  readonly prometheus?: NamedObject;
  readonly alertmanager?: NamedObject;
  readonly sidecar?: Sidecar;
}

/** What a stack declares and the installed stack cannot take, each once. */
export function notTaken(monitoring: Monitoring, programs: Programs): readonly Finding[] {
  const { installed, prometheus, alertmanager, sidecar } = programs;
  const { routing, scrapes, context } = monitoring;
  const found: Finding[] = [];
  const tell = (severity: Finding['severity'], message: string, hint: string) =>
    found.push({ check: 'not-taken', severity, message, hint });
  if (routing !== undefined && alertmanager === undefined) {
    tell(
      'error',
      `routing: ${installed.title} has no Alertmanager that is known here, and so nobody reads an AlertmanagerConfig`,
      'Leave `routing` out, so that it routes the alerts of this stack; or let installedFrom() read the manifests of its Alertmanager too.',
    );
  }
  const folders = [...new Set(context.dashboards.flatMap(({ folder }) => folder ?? []))].sort();
  if (folders.length > 0 && sidecar !== undefined && sidecar.folderAnnotation === undefined) {
    tell(
      'warning',
      `the dashboards of ${folders.length === 1 ? 'the folder' : 'the folders'} ${inWords(folders)} are put into no folder: the sidecar of ${installed.title} reads none`,
      'Set FOLDER_ANNOTATION of the sidecar (`sidecar.dashboards.folderAnnotation` of the chart), or leave `folder` out.',
    );
  }
  if (prometheus !== undefined && valueAt(prometheus, 'spec', 'ignoreNamespaceSelectors') === true) {
    for (const { job, monitor } of scrapes) {
      const elsewhere = targetNamespaces(monitor).filter((namespace) => namespace !== namespaceOf(monitor));
      if (elsewhere.length === 0) continue;
      tell(
        'error',
        `the target ${job} is in ${inWords(elsewhere)}, and ${installed.title} looks only where the monitor is, in ${namespaceOf(monitor)}`,
        `Watch it in a stack whose namespace is ${elsewhere[0]}.`,
      );
    }
  }
  return found;
}
