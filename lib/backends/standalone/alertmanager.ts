import { createHash } from 'node:crypto';
import { configMap } from '../../manifests/config-map';
import { claimMount, configMapMount, filesMounts } from '../../manifests/pod';
import { users } from '../../manifests/users';
import { deployment, volumeClaim } from '../../manifests/workload';
import type { KubernetesObject } from '../../model/custom-resource';
import type { Finding } from '../../model/finding';
import { toYaml } from '../../yaml/write';
import type { Monitoring } from '../backend';
import { alertmanagerAccount } from '../discovery-rbac';
import { services } from '../parts';
import { alertmanager, alertmanagerResources, alertmanagerStorage, type Resources } from '../resources';
import { compileRouting } from '../routing';
import { alertmanagerRejections } from './rejections';

const configPath = '/etc/alertmanager/config';
const dataPath = '/alertmanager';

export function renderAlertmanager(
  { context, ...monitoring }: Monitoring,
  resources: Resources,
): { objects: KubernetesObject[]; findings: Finding[] } {
  const { namespace } = context;
  const compiled = compileRouting(resources);
  const text = toYaml(compiled.config);
  const objects = [
    alertmanagerAccount({ context, ...monitoring }),
    configMap(alertmanager.config, namespace, alertmanager.name, { 'alertmanager.yml': text }),
    volumeClaim('alertmanager-data', namespace, alertmanager.name, alertmanagerStorage),
    deployment({
      name: alertmanager.name,
      namespace,
      user: users.alertmanager,
      // Alertmanager reads its configuration once.
      restartOn: { 'checksum/config': createHash('sha256').update(text).digest('hex').slice(0, 16) },
      programs: [
        {
          name: alertmanager.name,
          image: context.image('alertmanager'),
          args: [
            `--config.file=${configPath}/alertmanager.yml`,
            `--storage.path=${dataPath}`,
            // One replica has nobody to gossip with.
            '--cluster.listen-address=',
          ],
          ports: { http: alertmanager.port },
          probes: { live: '/-/healthy', ready: '/-/ready' },
          mounts: [
            configMapMount('config', configPath, [alertmanager.config]),
            ...filesMounts(compiled.assets),
            claimMount('data', dataPath, 'alertmanager-data'),
          ],
          resources: alertmanagerResources,
        },
      ],
    }),
    services(context, true).alertmanager!,
  ];
  return { objects, findings: alertmanagerRejections(compiled) };
}
