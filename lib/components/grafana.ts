import { createHash } from 'node:crypto';
import { grafanaWatch } from '../catalog/grafana';
import { grafanaAlerts } from '../catalog/grafana/alerts';
import { addressDestinations, urlDestinations } from '../manifests/addresses';
import type { Component } from '../manifests/component';
import { configMap } from '../manifests/config-map';
import type { Connection } from '../manifests/context';
import { selectorLabels } from '../manifests/labels';
import { type ContainerProgram, type Mount, scratchMount, secretMount, storageMount } from '../manifests/pod';
import { serviceAccount } from '../manifests/rbac';
import { serviceScrape, sourcesOf } from '../manifests/scrape';
import { volume } from '../manifests/storage';
import { users } from '../manifests/users';
import { deployment, service, storageClaims } from '../manifests/workload';
import { tune } from '../model/rule';
import type { SecretKey } from '../model/secret-key';
import { toYaml } from '../yaml/write';
import { type DashboardFolder, dashboardFolders } from './grafana-dashboards';
import { provisionedDatasources, uidOf } from './grafana-datasources';
import { iniEnv, iniFile, iniMount, iniOf, iniText, secretMounts, subPath, withoutSaid } from './grafana-ini';
import { grafanaKind } from './grafana-kinds';
import type { GrafanaProps } from './grafana-options';
import { passwordScript } from './grafana-password';

const name = 'grafana';
const port = 3000;

const dataPath = '/var/lib/grafana';
const passwordFile = `${dataPath}/admin-password`;

/** Dashboards. Nobody sees them without signing in. */
export function grafana(props: GrafanaProps = {}): Component {
  const { admin, storage = volume('1Gi'), service: settings, home, tune: by = {}, ...options } = props;
  const data = storageMount('data', dataPath, storage, 'grafana-data');
  const { datasources = [], signIn = [], plugins = [] } = options;
  const problems = grafanaKind(props, '');
  return {
    name,
    problems,
    watch: home === undefined || problems.length > 0 ? grafanaWatch : { ...grafanaWatch, dashboards: [home] },
    ...(problems.length === 0 && { datasources: datasources.map((one) => ({ name: one.name, type: one.type, uid: uidOf(one) })) }),
    health: tune(grafanaAlerts, by),
    objects(context) {
      const { namespace } = context;
      const folders = dashboardFolders(context);
      const ini = iniOf(props, home && pathOf(home.uid, folders));
      const isSaid = Object.keys(ini).length > 0;
      const config = configMap('grafana-config', namespace, name, {
        'datasource.yaml': toYaml(provisionedDatasources(context, datasources)),
        'provider.yaml': toYaml({ apiVersion: 1, providers: folders.map(({ provider }) => provider) }),
        ...(isSaid && { [iniFile]: iniText(ini) }),
      });
      const image = context.image('grafana', options.image);
      const own = server(image, admin, subPath(props));
      return [
        serviceAccount(name, namespace),
        config,
        ...folders.flatMap(({ configMaps }) => configMaps),
        ...storageClaims('grafana-data', namespace, name, storage),
        deployment({
          name,
          namespace,
          user: users.grafana,
          options,
          // Dashboards are read again while Grafana runs; datasources and providers are read once.
          restartOn: { 'checksum/config': digest(config.data) },
          initPrograms: admin === undefined ? [passwordMaker(image, data)] : [],
          programs: [
            {
              ...own,
              env: [...withoutSaid(own.env ?? [], ini), ...(isSaid ? [iniEnv] : [])],
              mounts: [
                data,
                scratchMount('tmp', '/tmp'),
                ...provisioning,
                ...(isSaid ? [iniMount] : []),
                ...folders.map(({ mount }) => mount),
                ...(admin === undefined ? [] : [{ ...secretMount(admin.name, adminPath), source: { secret: { secretName: admin.name } } }]),
                ...secretMounts(props).filter((mount) => mount.name !== `secret-${admin?.name}`),
              ],
            },
          ],
        }),
        service({ name: 'grafana-service', namespace, component: name, ports: { http: port }, ...(settings && { settings }) }),
      ];
    },
    scrapes: ({ namespace }) => [
      serviceScrape({
        job: name,
        namespace,
        port: 'http',
        ...(subPath(props) !== '' && { path: `${subPath(props)}/metrics` }),
        matchLabels: selectorLabels(name),
        sources: sourcesOf(grafanaWatch),
        reach: { podLabels: selectorLabels(name), port },
      }),
    ],
    connections: ({ namespace }) => [
      { from: name, to: 'prometheus', ports: [9090] },
      ...[...signIn.flatMap(({ asks = [] }) => asks), ...datasources.map(({ url }) => url)].flatMap((url) => toUrl(url, namespace)),
      // grafana.com
      ...(plugins.length > 0 ? [{ from: name, to: { kind: 'internet' } as const, ports: [443] }] : []),
    ],
  };
}

const toUrl = (url: string, namespace: string): readonly Connection[] => {
  const names = { namespace, components: [] };
  const found = /^https?:/.test(url) ? urlDestinations(url, names) : addressDestinations(url, 'http', names);
  return found.map((destination) => ({ from: name, ...destination }));
};

/** Where the pod finds a dashboard. */
const pathOf = (uid: string, folders: readonly DashboardFolder[]): string => {
  const folder = folders.find(({ configMaps }) => configMaps.some(({ data }) => Object.hasOwn(data ?? {}, `${uid}.json`)));
  return `${folder?.mount.path}/${uid}.json`;
};

const digest = (data: unknown) => createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 16);

/** Grafana's image has a shell and the usual small programs. */
const passwordMaker = (image: string, data: Mount): ContainerProgram => ({
  name: 'admin-password',
  image,
  command: ['/bin/sh', '-ec', passwordScript(passwordFile)],
  mounts: [data],
  resources: { cpu: '10m', memory: 32 },
});

const adminPath = '/etc/grafana/admin';

function server(image: string, admin: SecretKey | undefined, prefix: string): ContainerProgram {
  return {
    name,
    image,
    env: [
      { name: 'GF_AUTH_ANONYMOUS_ENABLED', value: 'false' },
      { name: 'GF_SECURITY_ADMIN_PASSWORD__FILE', value: admin === undefined ? passwordFile : `${adminPath}/${admin.key}` },
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
    probes: { live: `${prefix}/api/health`, ready: `${prefix}/api/health`, startupSeconds: 120 },
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
