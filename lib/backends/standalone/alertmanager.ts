import { createHash } from 'node:crypto';
import { configMap } from '../../kubernetes/config-map';
import { claimMount, configMapMount, secretMount } from '../../kubernetes/pod';
import { deployment, volumeClaim } from '../../kubernetes/workload';
import type { KubernetesObject } from '../../model/custom-resource';
import type { Finding } from '../../model/finding';
import { toYaml } from '../../objects/write';
import { compileAlertmanager } from '../../render/alertmanager';
import type { Monitoring } from '../backend';
import { alertmanagerAccount } from '../discovery-rbac';
import { services } from '../parts';
import { alertmanager, alertmanagerResources, alertmanagerStorage, user, type Resources } from '../resources';
import { rejectionFindings } from './rejections';

const configPath = '/etc/alertmanager/config';
const dataPath = '/alertmanager';

export function renderAlertmanager({ context, ...monitoring }: Monitoring, resources: Resources): { objects: KubernetesObject[]; findings: Finding[] } {
  const { namespace } = context;
  const { config, assets, rejected } = compileAlertmanager({ alertmanager: resources.alertmanager!, objects: [resources.alertmanagerConfig!] });
  const text = toYaml(plainConfig(config, `${namespace}/${alertmanager.config}/`));
  const secrets = [...new Map(assets.map((asset) => [asset.name, asset])).values()];
  const objects = [
    alertmanagerAccount({ context, ...monitoring }),
    configMap(alertmanager.config, namespace, alertmanager.name, { 'alertmanager.yml': text }),
    volumeClaim('alertmanager-data', namespace, alertmanager.name, alertmanagerStorage),
    deployment({
      name: alertmanager.name,
      namespace,
      user,
      // Alertmanager reads its configuration once.
      restartOn: { 'checksum/config': createHash('sha256').update(text).digest('hex').slice(0, 16) },
      programs: [{
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
          ...secrets.map(({ name, path }) => secretMount(name, path.slice(0, path.lastIndexOf('/')))),
          claimMount('data', dataPath, 'alertmanager-data'),
        ],
        resources: alertmanagerResources,
      }],
    }),
    services(context, true).alertmanager!,
  ];
  return { objects, findings: rejectionFindings(rejected) };
}

/** The operator calls a receiver after its namespace and object, so that two objects do not collide; here there is one. */
function plainConfig(value: unknown, prefix: string): unknown {
  if (typeof value === 'string') return value.startsWith(prefix) ? value.slice(prefix.length) : value;
  if (Array.isArray(value)) return value.map((item) => plainConfig(item, prefix));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainConfig(item, prefix)]));
  }
  return value;
}
