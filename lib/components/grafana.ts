import { createHash } from 'node:crypto';
import { grafanaWatch } from '../catalog/grafana';
import { grafanaAlerts } from '../catalog/grafana/alerts';
import type { Component } from '../manifests/component';
import { configMap } from '../manifests/config-map';
import type { Context } from '../manifests/context';
import { selectorLabels } from '../manifests/labels';
import { programFields, storageKind } from '../manifests/option-kinds';
import { type ContainerProgram, type Mount, scratchMount, secretMount, storageMount } from '../manifests/pod';
import type { ProgramOptions } from '../manifests/program-options';
import { serviceAccount } from '../manifests/rbac';
import { serviceScrape, sourcesOf } from '../manifests/scrape';
import { type Storage, volume } from '../manifests/storage';
import { users } from '../manifests/users';
import { deployment, service, storageClaims } from '../manifests/workload';
import { type Tuning, tune } from '../model/rule';
import type { SecretKey } from '../model/secret-key';
import { fields } from '../model/shape/fields';
import { anything } from '../model/shape/kinds';
import { secretKeyReference } from '../model/shape/references';
import { prometheusDatasource } from '../render/dashboard/datasource';
import { toYaml } from '../yaml/write';
import { dashboardFolders } from './grafana-dashboards';
import { passwordScript } from './grafana-password';

const name = 'grafana';
const port = 3000;

const dataPath = '/var/lib/grafana';
const passwordFile = `${dataPath}/admin-password`;

export type GrafanaAlert = (typeof grafanaAlerts)[number];

export interface GrafanaProps extends ProgramOptions {
  /**
   * The administrator's first password.
   * @default - made inside the pod at its first start and kept on its volume, in `admin-password`
   */
  readonly admin?: SecretKey;
  /** @default - volume('1Gi') */
  readonly storage?: Storage;
  /** What of its alerts is other; it has them where somebody is told of alerts. @default - as they are */
  readonly tune?: Tuning<GrafanaAlert>;
}

const optionsKind = fields<GrafanaProps>('grafana()', {
  ...programFields,
  admin: secretKeyReference,
  storage: storageKind,
  tune: anything,
});

/** Dashboards. Nobody sees them without signing in. */
export function grafana(props: GrafanaProps = {}): Component {
  const { admin, storage = volume('1Gi'), tune: by = {}, ...options } = props;
  const data = storageMount('data', dataPath, storage, 'grafana-data');
  return {
    name,
    problems: optionsKind(props, ''),
    watch: grafanaWatch,
    health: tune(grafanaAlerts, by),
    objects(context) {
      const { namespace } = context;
      const folders = dashboardFolders(context);
      const settings = configMap('grafana-config', namespace, name, {
        'datasource.yaml': toYaml(datasources(context)),
        'provider.yaml': toYaml({ apiVersion: 1, providers: folders.map(({ provider }) => provider) }),
      });
      return [
        serviceAccount(name, namespace),
        settings,
        ...folders.flatMap(({ configMaps }) => configMaps),
        ...storageClaims('grafana-data', namespace, name, storage),
        deployment({
          name,
          namespace,
          user: users.grafana,
          options,
          // Dashboards are read again while Grafana runs; datasources and providers are read once.
          restartOn: { 'checksum/config': digest(settings.data) },
          initPrograms: admin === undefined ? [passwordMaker(context.image('grafana', options.image), data)] : [],
          programs: [
            server(
              context.image('grafana', options.image),
              admin,
              data,
              folders.map(({ mount }) => mount),
            ),
          ],
        }),
        service({ name: 'grafana-service', namespace, component: name, ports: { http: port } }),
      ];
    },
    scrapes: ({ namespace }) => [
      serviceScrape({
        job: name,
        namespace,
        port: 'http',
        matchLabels: selectorLabels(name),
        sources: sourcesOf(grafanaWatch),
        reach: { podLabels: selectorLabels(name), port },
      }),
    ],
    connections: () => [{ from: name, to: 'prometheus', ports: [9090] }],
  };
}

const digest = (data: unknown) => createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 16);

const datasources = ({ prometheusUrl, scrapeInterval }: Context) => ({
  apiVersion: 1,
  prune: true,
  datasources: [
    {
      ...prometheusDatasource,
      url: prometheusUrl,
      access: 'proxy',
      isDefault: true,
      editable: false,
      // Of it Grafana makes $__rate_interval, which else holds too few samples of slower scrapes.
      jsonData: { httpMethod: 'POST', timeInterval: scrapeInterval },
    },
  ],
});

/** Grafana's image has a shell and the usual small programs. */
const passwordMaker = (image: string, data: Mount): ContainerProgram => ({
  name: 'admin-password',
  image,
  command: ['/bin/sh', '-ec', passwordScript(passwordFile)],
  mounts: [data],
  resources: { cpu: '10m', memory: 32 },
});

function server(image: string, admin: SecretKey | undefined, data: Mount, dashboards: readonly Mount[]): ContainerProgram {
  const secretPath = '/etc/grafana/admin';
  return {
    name,
    image,
    env: [
      { name: 'GF_AUTH_ANONYMOUS_ENABLED', value: 'false' },
      { name: 'GF_SECURITY_ADMIN_PASSWORD__FILE', value: admin === undefined ? passwordFile : `${secretPath}/${admin.key}` },
      { name: 'GF_SECURITY_DISABLE_GRAVATAR', value: 'true' },
      { name: 'GF_USERS_ALLOW_SIGN_UP', value: 'false' },
      // Nothing leaves the cluster: no usage report, no look for updates, no plug-in downloads, no news, no snapshots for others.
      { name: 'GF_ANALYTICS_REPORTING_ENABLED', value: 'false' },
      { name: 'GF_ANALYTICS_CHECK_FOR_UPDATES', value: 'false' },
      { name: 'GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES', value: 'false' },
      { name: 'GF_PLUGINS_PREINSTALL_DISABLED', value: 'true' },
      { name: 'GF_PLUGINS_PLUGIN_ADMIN_ENABLED', value: 'false' },
      { name: 'GF_NEWS_NEWS_FEED_ENABLED', value: 'false' },
      { name: 'GF_SNAPSHOTS_EXTERNAL_ENABLED', value: 'false' },
      { name: 'GF_PATHS_PROVISIONING', value: '/etc/grafana/provisioning' },
    ],
    ports: { http: port },
    probes: { live: '/api/health', ready: '/api/health', startupSeconds: 120 },
    mounts: [
      data,
      scratchMount('tmp', '/tmp'),
      ...provisioning,
      ...dashboards,
      ...(admin === undefined ? [] : [{ ...secretMount(admin.name, secretPath), source: { secret: { secretName: admin.name } } }]),
    ],
    resources: { cpu: '50m', memory: 192, memoryLimit: 512 },
  };
}

/** Grafana looks for each kind of provisioning in a folder of its own. */
const provisioning: readonly Mount[] = [
  {
    name: 'datasources',
    path: '/etc/grafana/provisioning/datasources',
    source: { configMap: { name: 'grafana-config', items: [{ key: 'datasource.yaml', path: 'datasource.yaml' }] } },
  },
  {
    name: 'providers',
    path: '/etc/grafana/provisioning/dashboards',
    source: { configMap: { name: 'grafana-config', items: [{ key: 'provider.yaml', path: 'provider.yaml' }] } },
  },
];
