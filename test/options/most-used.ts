import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { expect } from 'vitest';
import {
  claim,
  clusterMonitoring,
  dashboard,
  type GrafanaProps,
  grafana,
  kubeadm,
  kubeStateMetrics,
  type MonitoringStack,
  type MonitoringStackProps,
  nodeExporter,
  type OperatorProps,
  oidc,
  rawPanel,
  receiver,
  remoteWrite,
  secretKey,
  timeInterval,
  volume,
  webhook,
  where,
} from '../../lib';
import type { Looked, Written } from '../support/looked-into';

/** One of the settings that users of kube-prometheus-stack change most. */
export interface MostUsed {
  /** Its name in the chart's values. */
  readonly chart: string;
  /** How it is said, as the guide has it. */
  readonly said: string;
  readonly programs?: OperatorProps;
  readonly stack?: Partial<MonitoringStackProps>;
  readonly declare?: (stack: MonitoringStack) => void;
  /** The fields that hold it. */
  readonly standalone: Look;
  readonly operator: Look;
}
/** Or the finding that says why a backend cannot, or what the guide says of it. */
type Look = ((looked: Looked) => void) | { readonly finding: string } | { readonly lacks: string };

const prometheus = (looked: Looked): Written => looked.of('Prometheus', 'prometheus')!.spec;
const alertmanager = (looked: Looked): Written => looked.of('Alertmanager', 'alertmanager')!.spec;
/** The pod of Prometheus in standalone, and its resource, say these in the same words. */
const inPodAndSpec = (fields: object): Pick<MostUsed, 'standalone' | 'operator'> => ({
  standalone: (looked) => expect(looked.pod('prometheus')).toMatchObject(fields),
  operator: (looked) => expect(prometheus(looked)).toMatchObject(fields),
});
const inBoth = (look: (looked: Looked) => void): Pick<MostUsed, 'standalone' | 'operator'> => ({ standalone: look, operator: look });
const configured = (fields: object) => (looked: Looked) => expect(looked.prometheusYml()).toMatchObject(fields);
const flagged =
  (program: string, ...flags: readonly string[]) =>
  (looked: Looked) =>
    expect(looked.container(program).args).toEqual(expect.arrayContaining([...flags]));
const specified = (fields: object) => (looked: Looked) => expect(prometheus(looked)).toMatchObject(fields);
const grafanaRow = (props: GrafanaProps) => (stack: MonitoringStack) => stack.install(grafana(props));

const claimOf = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '100Gi' } } };
const toleration = { key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' };
const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname' }] } };
const spread = [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' }];
const routing = {
  route: { receiver: receiver('team', webhook(secretKey('team', 'url'))), groupBy: ['alertname'], repeatInterval: '4h' as const },
  inhibitRules: [{ sourceMatch: where({ severity: 'critical' }), targetMatch: where({ severity: 'warning' }), equal: ['namespace'] }],
};

const nights = timeInterval('nights', { intervals: [{ times: [['20:00', '24:00']] }] });
const atNight = {
  route: {
    ...routing.route,
    routes: [{ receiver: routing.route.receiver, matchers: where({ severity: 'info' }), muteTimeIntervals: [nights] }],
  },
  templates: [join(__dirname, 'chat.tmpl')],
};

/** Of Prometheus. */
const ofPrometheus: readonly MostUsed[] = [
  {
    chart: 'prometheus.prometheusSpec.retention',
    said: "prometheus: { retention: '30d' }",
    programs: { prometheus: { retention: '30d' } },
    standalone: configured({ storage: { tsdb: { retention: { time: '30d' } } } }),
    operator: specified({ retention: '30d' }),
  },
  {
    chart: 'prometheus.prometheusSpec.retentionSize',
    said: "prometheus: { retentionSize: '10Gi' }",
    programs: { prometheus: { retentionSize: '10Gi' } },
    standalone: configured({ storage: { tsdb: { retention: { size: '10240MB' } } } }),
    operator: specified({ retentionSize: '10240MB' }),
  },
  {
    chart: 'prometheus.prometheusSpec.storageSpec',
    said: "prometheus: { storage: volume('100Gi') }",
    programs: { prometheus: { storage: volume('100Gi') } },
    standalone: (looked) => expect(looked.of('PersistentVolumeClaim', 'prometheus-data')!.spec).toEqual(claimOf),
    operator: specified({ storage: { volumeClaimTemplate: { spec: claimOf } } }),
  },
  {
    chart: 'prometheus.prometheusSpec.storageSpec ... storageClassName',
    said: "prometheus: { storage: volume('100Gi', { storageClass: 'fast' }) }",
    programs: { prometheus: { storage: volume('100Gi', { storageClass: 'fast' }) } },
    standalone: (looked) => expect(looked.of('PersistentVolumeClaim', 'prometheus-data')!.spec.storageClassName).toBe('fast'),
    operator: specified({ storage: { volumeClaimTemplate: { spec: { storageClassName: 'fast' } } } }),
  },
  {
    chart: 'prometheus.prometheusSpec.externalLabels',
    said: "prometheus: { externalLabels: { cluster: 'prod-eu' } }",
    programs: { prometheus: { externalLabels: { cluster: 'prod-eu' } } },
    standalone: configured({ global: { external_labels: { cluster: 'prod-eu' } } }),
    operator: specified({ externalLabels: { cluster: 'prod-eu' } }),
  },
  {
    chart: 'prometheus.prometheusSpec.scrapeInterval',
    said: "scrapeInterval: '15s'",
    stack: { scrapeInterval: '15s' },
    standalone: configured({ global: { scrape_interval: '15s' } }),
    operator: specified({ scrapeInterval: '15s' }),
  },
  {
    chart: 'prometheus.prometheusSpec.evaluationInterval',
    said: "evaluationInterval: '1m'",
    stack: { evaluationInterval: '1m' },
    standalone: configured({ global: { evaluation_interval: '1m' } }),
    operator: specified({ evaluationInterval: '1m' }),
  },
  {
    chart: 'prometheus.prometheusSpec.resources',
    said: "prometheus: { resources: { requests: { cpu: 2, memory: '8Gi' } } }",
    programs: { prometheus: { resources: { requests: { cpu: 2, memory: '8Gi' } } } },
    standalone: (looked) =>
      expect(looked.container('prometheus').resources).toEqual({ requests: { cpu: '2', memory: '8Gi' }, limits: { memory: '16Gi' } }),
    operator: specified({ resources: { requests: { cpu: '2', memory: '8Gi' }, limits: { memory: '16Gi' } } }),
  },
  {
    chart: 'prometheus.prometheusSpec.replicas',
    said: 'prometheus: { replicas: 2 }',
    programs: { prometheus: { replicas: 2 } },
    standalone: (looked) => expect(looked.of('StatefulSet', 'prometheus')!.spec.replicas).toBe(2),
    operator: specified({ replicas: 2 }),
  },
  {
    chart: 'prometheus.prometheusSpec.shards',
    said: 'prometheus: { raw: { shards: 2 } }',
    programs: { prometheus: { raw: { shards: 2 } } },
    standalone: {
      finding: 'backend.prometheus.raw: standalone() runs no resource of prometheus-operator, and shards of it cannot be said otherwise',
    },
    operator: specified({ shards: 2 }),
  },
  {
    chart: 'prometheus.prometheusSpec.externalUrl, routePrefix',
    said: "prometheus: { externalUrl: 'https://example.com/prometheus', routePrefix: '/prometheus' }",
    programs: { prometheus: { externalUrl: 'https://example.com/prometheus', routePrefix: '/prometheus' } },
    standalone: flagged('prometheus', '--web.external-url=https://example.com/prometheus', '--web.route-prefix=/prometheus'),
    operator: specified({ externalUrl: 'https://example.com/prometheus', routePrefix: '/prometheus' }),
  },
  {
    chart: 'prometheus.ingress, alertmanager.ingress, grafana.ingress',
    said: 'an Ingress of the app to `prometheus-service`, `alertmanager-service` or `grafana-service`',
    declare: (stack) => {
      const chart = new Chart(stack.node.root, 'ingresses', { namespace: 'mlops' });
      const service = { name: 'prometheus-service', port: { name: 'http' } };
      new ApiObject(chart, 'ingress', {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'prometheus' },
        spec: { rules: [{ host: 'metrics.example', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service } }] } }] },
      });
    },
    ...inBoth((looked) =>
      expect(looked.of('NetworkPolicy', 'prometheus')!.spec.ingress.filter(({ from }: Written) => from === undefined)).toHaveLength(1),
    ),
  },
  {
    chart: 'prometheus.prometheusSpec.remoteWrite, remoteRead',
    said: "prometheus: { remoteWrite: [remoteWrite({ url: 'https://mimir.example/api/v1/push' })] }",
    programs: { prometheus: { remoteWrite: [remoteWrite({ url: 'https://mimir.example/api/v1/push' })] } },
    standalone: configured({ remote_write: [{ url: 'https://mimir.example/api/v1/push' }] }),
    operator: specified({ remoteWrite: [{ url: 'https://mimir.example/api/v1/push' }] }),
  },
  {
    chart: 'prometheus.prometheusSpec.nodeSelector',
    said: "prometheus: { pod: { nodeSelector: { pool: 'monitoring' } } }",
    programs: { prometheus: { pod: { nodeSelector: { pool: 'monitoring' } } } },
    ...inPodAndSpec({ nodeSelector: { pool: 'monitoring' } }),
  },
  {
    chart: 'prometheus.prometheusSpec.tolerations',
    said: "prometheus: { pod: { tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' }] } }",
    programs: { prometheus: { pod: { tolerations: [toleration] } } },
    ...inPodAndSpec({ tolerations: [toleration] }),
  },
  {
    chart: 'prometheus.prometheusSpec.affinity',
    said: 'prometheus: { pod: { affinity: { podAntiAffinity: { ... } } } }',
    programs: { prometheus: { pod: { affinity } } },
    ...inPodAndSpec({ affinity }),
  },
  {
    chart: 'prometheus.prometheusSpec.topologySpreadConstraints',
    said: 'prometheus: { pod: { topologySpreadConstraints: [{ ... }] } }',
    programs: { prometheus: { pod: { topologySpreadConstraints: spread } } },
    ...inPodAndSpec({ topologySpreadConstraints: spread }),
  },
  {
    chart: 'prometheus.prometheusSpec.priorityClassName',
    said: "prometheus: { pod: { priorityClassName: 'system-cluster-critical' } }",
    programs: { prometheus: { pod: { priorityClassName: 'system-cluster-critical' } } },
    ...inPodAndSpec({ priorityClassName: 'system-cluster-critical' }),
  },
  {
    chart: 'prometheus.prometheusSpec.serviceMonitorSelector, serviceMonitorNamespaceSelector ...',
    said: "operator({ selects: { namespaces: 'all', labels: { team: 'platform' } } })",
    programs: { selects: { namespaces: 'all', labels: { team: 'platform' } } },
    standalone: { finding: 'backend.selects: a backend has no option selects' },
    operator: (looked) => {
      expect(prometheus(looked)).toMatchObject({
        serviceMonitorSelector: { matchLabels: { team: 'platform' } },
        ruleSelector: { matchLabels: { team: 'platform' } },
        serviceMonitorNamespaceSelector: {},
      });
      expect(looked.of('ServiceMonitor', 'prometheus')!.metadata.labels.team).toBe('platform');
      expect(looked.of('ClusterRole', 'mlops-prometheus')!.rules).toContainEqual(
        expect.objectContaining({ resources: ['endpointslices'] }),
      );
    },
  },
  {
    chart: 'prometheus.prometheusSpec.podMetadata, commonLabels',
    said: "labels: { team: 'platform' }, annotations: { ... }, prometheus: { pod: { annotations: { ... } } }",
    stack: { labels: { team: 'platform' } },
    programs: { prometheus: { pod: { annotations: { 'sidecar.istio.io/inject': 'false' } } } },
    standalone: (looked) => {
      expect(looked.workload('prometheus').spec.template.metadata.annotations).toEqual({ 'sidecar.istio.io/inject': 'false' });
      expect(looked.of('Service', 'prometheus-service')!.metadata.labels.team).toBe('platform');
    },
    operator: (looked) => {
      expect(prometheus(looked).podMetadata.annotations).toEqual({ 'sidecar.istio.io/inject': 'false' });
      expect(looked.of('Prometheus', 'prometheus')!.metadata.labels.team).toBe('platform');
    },
  },
  {
    chart: 'prometheus.prometheusSpec.additionalArgs, enableFeatures, enableRemoteWriteReceiver',
    said: "prometheus: { args: ['--web.max-connections=40'], enableFeatures: ['exemplar-storage'], receives: ['remote-write'] }",
    programs: { prometheus: { args: ['--web.max-connections=40'], enableFeatures: ['exemplar-storage'], receives: ['remote-write'] } },
    standalone: flagged(
      'prometheus',
      '--web.max-connections=40',
      '--enable-feature=exemplar-storage',
      '--web.enable-remote-write-receiver',
    ),
    operator: specified({
      additionalArgs: [{ name: 'web.max-connections', value: '40' }],
      enableFeatures: ['exemplar-storage'],
      enableRemoteWriteReceiver: true,
    }),
  },
  {
    chart: 'prometheus.prometheusSpec.additionalScrapeConfigs',
    said: "prometheus: { scrapeConfigs: [{ job_name: 'routers', static_configs: [{ targets: ['10.1.0.1:9100'] }] }] }",
    programs: { prometheus: { scrapeConfigs: [{ job_name: 'routers', static_configs: [{ targets: ['10.1.0.1:9100'] }] }] } },
    standalone: (looked) =>
      expect(looked.prometheusYml().scrape_configs).toContainEqual({
        job_name: 'routers',
        static_configs: [{ targets: ['10.1.0.1:9100'] }],
      }),
    operator: (looked) => {
      const { name, key } = prometheus(looked).additionalScrapeConfigs;
      expect(looked.of('Secret', name)!.stringData[key]).toContain('job_name: routers');
    },
  },
  {
    chart: 'prometheus.prometheusSpec.thanos',
    said: "prometheus: { thanos: { image: 'quay.io/thanos/thanos:v0.41.0', objectStorage: secretKey('thanos', 'objstore.yml') } }",
    programs: {
      prometheus: {
        externalLabels: { cluster: 'prod-eu' },
        thanos: { image: 'quay.io/thanos/thanos:v0.41.0', objectStorage: secretKey('thanos', 'objstore.yml') },
      },
    },
    standalone: (looked) => {
      expect(looked.pod('prometheus').containers[1]).toMatchObject({ name: 'thanos-sidecar', image: 'quay.io/thanos/thanos:v0.41.0' });
      expect(looked.container('prometheus').args).toContain('--storage.tsdb.max-block-duration=2h');
    },
    operator: specified({
      thanos: { image: 'quay.io/thanos/thanos:v0.41.0', version: 'v0.41.0', objectStorageConfig: { name: 'thanos', key: 'objstore.yml' } },
    }),
  },
  {
    chart: 'prometheus.podDisruptionBudget, alertmanager.podDisruptionBudget',
    said: 'prometheus: { replicas: 2, podDisruptionBudget: { minAvailable: 1 } }',
    programs: { prometheus: { replicas: 2, podDisruptionBudget: { minAvailable: 1 } } },
    ...inBoth((looked) => expect(looked.of('PodDisruptionBudget', 'prometheus')!.spec.minAvailable).toBe(1)),
  },
];

/** Of all programs, rules and routing. */
const ofTheStack: readonly MostUsed[] = [
  {
    chart: 'global.imageRegistry',
    said: "registry: 'registry.example:5000'",
    stack: { registry: 'registry.example:5000' },
    standalone: (looked) => expect(looked.container('prometheus').image).toMatch(/^registry\.example:5000\/prometheus\/prometheus:/),
    operator: (looked) => expect(prometheus(looked).image).toMatch(/^registry\.example:5000\/prometheus\/prometheus:/),
  },
  {
    chart: 'global.imagePullSecrets',
    said: "imagePullSecrets: ['registry']",
    stack: { imagePullSecrets: ['registry'] },
    ...inBoth((looked) => expect(looked.of('ServiceAccount', 'prometheus')!.imagePullSecrets).toEqual([{ name: 'registry' }])),
  },
  {
    chart: 'prometheus.prometheusSpec.image, grafana.image ...',
    said: "images: { prometheus: 'registry.example/prometheus:v3.14.0' }",
    stack: { images: { prometheus: 'registry.example/prometheus:v3.14.0' } },
    standalone: (looked) => expect(looked.container('prometheus').image).toBe('registry.example/prometheus:v3.14.0'),
    operator: specified({ image: 'registry.example/prometheus:v3.14.0', version: 'v3.14.0' }),
  },
  {
    chart: 'additionalPrometheusRulesMap',
    said: 'the alerts of a target; new ApiObject(stack, ...) of a PrometheusRule',
    declare: (stack) => {
      new ApiObject(stack, 'rule', {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata: { name: 'legacy' },
        spec: { groups: [{ name: 'legacy', rules: [{ record: 'job:up:sum', expr: 'sum by (job) (up)' }] }] },
      });
    },
    standalone: { lacks: 'declare them as alerts and recordings: nothing reads the resource' },
    operator: (looked) => expect(looked.of('PrometheusRule', 'legacy')!.spec.groups[0].rules[0].record).toBe('job:up:sum'),
  },
  {
    chart: 'defaultRules.rules, defaultRules.disabled',
    said: "clusterMonitoring({ platform: kubeadm(), tune: { CPUThrottlingHigh: 'off' } })",
    declare: (stack) => stack.install(grafana(), clusterMonitoring({ platform: kubeadm(), tune: { CPUThrottlingHigh: 'off' } })),
    standalone: (looked) => {
      const rules = JSON.stringify(looked.of('ConfigMap', 'prometheus-rules'));
      expect([rules.includes('KubePodCrashLooping'), rules.includes('alert: CPUThrottlingHigh')]).toEqual([true, false]);
    },
    operator: (looked) => {
      const rules = JSON.stringify(looked.of('PrometheusRule', 'cluster'));
      expect([rules.includes('KubePodCrashLooping'), rules.includes('"CPUThrottlingHigh"')]).toEqual([true, false]);
    },
  },
  {
    chart: 'alertmanager.config.route, inhibit_rules',
    said: "routing: { route: { receiver, groupBy: ['alertname'], repeatInterval: '4h' }, inhibitRules: [{ ... }] }",
    stack: { routing },
    standalone: (looked) =>
      expect(looked.file('alertmanager-config', 'alertmanager.yml')).toMatchObject({
        route: { receiver: 'team', repeat_interval: '4h' },
        inhibit_rules: [{ equal: ['namespace'] }],
      }),
    operator: (looked) =>
      expect(looked.of('AlertmanagerConfig', 'alertmanager-config')!.spec).toMatchObject({
        route: { receiver: 'team', repeatInterval: '4h' },
        inhibitRules: [{ equal: ['namespace'] }],
      }),
  },
  {
    chart: 'alertmanager.config.receivers',
    said: "receiver('team', webhook(secretKey('team', 'url')))",
    stack: { routing },
    standalone: (looked) =>
      expect(looked.file('alertmanager-config', 'alertmanager.yml').receivers[0].webhook_configs[0].url_file).toMatch(/team_url$/),
    operator: (looked) =>
      expect(looked.of('AlertmanagerConfig', 'alertmanager-config')!.spec.receivers[0].webhookConfigs[0].urlSecret).toEqual({
        name: 'team',
        key: 'url',
      }),
  },
  {
    chart: 'alertmanager.alertmanagerSpec.replicas, storage, retention, externalUrl',
    said: "alertmanager: { replicas: 3, storage: volume('2Gi'), retention: '240h', externalUrl: 'https://alerts.example' }",
    programs: { alertmanager: { replicas: 3, storage: volume('2Gi'), retention: '240h', externalUrl: 'https://alerts.example' } },
    standalone: (looked) => {
      expect(looked.of('StatefulSet', 'alertmanager')!.spec).toMatchObject({
        replicas: 3,
        volumeClaimTemplates: [{ spec: { resources: { requests: { storage: '2Gi' } } } }],
      });
      flagged('alertmanager', '--data.retention=240h', '--web.external-url=https://alerts.example')(looked);
    },
    operator: (looked) =>
      expect(alertmanager(looked)).toMatchObject({
        replicas: 3,
        retention: '240h',
        externalUrl: 'https://alerts.example',
        storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '2Gi' } } } } },
      }),
  },
  {
    chart: 'kube-state-metrics.metricLabelsAllowlist, namespaces',
    said: "kubeStateMetrics({ labelsAllowed: { pods: ['app.kubernetes.io/name'] }, namespaces: ['shop'] })",
    declare: (stack) => stack.install(kubeStateMetrics({ labelsAllowed: { pods: ['app.kubernetes.io/name'] }, namespaces: ['shop'] })),
    ...inBoth(flagged('kube-state-metrics', '--metric-labels-allowlist=pods=[app.kubernetes.io/name]', '--namespaces=shop')),
  },
  {
    chart: 'grafana.enabled, nodeExporter.enabled, kubeStateMetrics.enabled ...',
    said: 'stack.install(grafana(), nodeExporter()), or not',
    declare: (stack) => stack.install(nodeExporter()),
    ...inBoth((looked) =>
      expect([looked.of('DaemonSet', 'node-exporter') === undefined, looked.of('Deployment', 'grafana')]).toEqual([false, undefined]),
    ),
  },
  {
    chart: 'kubeApiServer, kubelet, kubeEtcd, kubeScheduler, kubeControllerManager',
    said: 'clusterMonitoring({ platform: kubeadm() })',
    declare: (stack) => stack.install(grafana(), clusterMonitoring({ platform: kubeadm() })),
    standalone: (looked) =>
      expect(looked.prometheusYml().scrape_configs.map(({ job_name }: Written) => job_name)).toEqual(
        expect.arrayContaining(['apiserver', 'kubelet', 'etcd', 'kube-scheduler', 'kube-controller-manager']),
      ),
    operator: (looked) => expect(looked.of('ScrapeConfig', 'etcd')).toBeDefined(),
  },
  {
    chart: 'alertmanager.config.time_intervals, templateFiles',
    said: "timeInterval('nights', { ... }) of a route; routing: { templates: ['chat.tmpl'] }",
    stack: { routing: atNight },
    standalone: (looked) => {
      const { mute_time_intervals: intervals, templates } = looked.file('alertmanager-config', 'alertmanager.yml');
      expect([intervals[0].name, templates.length]).toEqual(['nights', 1]);
    },
    operator: (looked) => {
      expect(looked.of('AlertmanagerConfig', 'alertmanager-config')!.spec.muteTimeIntervals[0].name).toBe('nights');
      expect(alertmanager(looked).alertmanagerConfiguration.templates).toHaveLength(1);
    },
  },
];

/** Of Grafana, which is the same in both backends. */
const ofGrafana: readonly MostUsed[] = [
  {
    chart: 'grafana.admin.existingSecret',
    said: "grafana({ admin: secretKey('grafana', 'password') })",
    declare: grafanaRow({ admin: secretKey('grafana', 'password') }),
    ...inBoth((looked) =>
      expect(looked.container('grafana').env).toContainEqual({
        name: 'GF_SECURITY_ADMIN_PASSWORD__FILE',
        value: '/etc/grafana/admin/password',
      }),
    ),
  },
  {
    chart: 'grafana.persistence, grafana.ini, root_url, auth.generic_oauth',
    said: "grafana({ storage: claim('grafana', { size: '2Gi' }), externalUrl: 'https://grafana.example', signIn: [oidc({ ... })], ini: { ... } })",
    declare: grafanaRow({
      storage: claim('grafana', { size: '2Gi' }),
      externalUrl: 'https://grafana.example',
      signIn: [
        oidc({
          name: 'Company',
          clientId: 'grafana',
          clientSecret: secretKey('grafana', 'oidc'),
          authUrl: 'https://id.example/authorize',
          tokenUrl: 'https://id.example/token',
        }),
      ],
      ini: { users: { default_theme: 'light' } },
    }),
    ...inBoth((looked) => {
      const ini: string = looked.of('ConfigMap', 'grafana-config')!.data['grafana.ini'];
      for (const line of ['root_url = https://grafana.example/', 'token_url = https://id.example/token', 'default_theme = light'])
        expect(ini).toContain(`\n${line}\n`);
      expect(looked.pod('grafana').volumes).toContainEqual({ name: 'data', persistentVolumeClaim: { claimName: 'grafana' } });
    }),
  },
  {
    chart: 'grafana.additionalDataSources, plugins',
    said: "grafana({ datasources: [{ name: 'Loki', type: 'loki', url: 'http://loki.logs.svc:3100' }], plugins: ['grafana-clock-panel'] })",
    declare: grafanaRow({
      datasources: [{ name: 'Loki', type: 'loki', url: 'http://loki.logs.svc:3100' }],
      plugins: ['grafana-clock-panel'],
    }),
    ...inBoth((looked) => {
      const { datasources } = looked.file('grafana-config', 'datasource.yaml');
      expect(datasources.map(({ type, url }: Written) => [type, url])).toContainEqual(['loki', 'http://loki.logs.svc:3100']);
      expect(looked.of('ConfigMap', 'grafana-config')!.data['grafana.ini']).toContain('preinstall_sync = grafana-clock-panel\n');
    }),
  },
  {
    chart: 'grafana.sidecar.dashboards, grafana.dashboards',
    said: "dashboard('shop', { panels: [rawPanel({ ... })] }); folders by dashboardFolder: 'Platform'",
    stack: { dashboardFolder: 'Platform' },
    declare: (stack) => {
      stack.install(grafana());
      const json = { type: 'text', title: 'From JSON', options: { content: 'x', mode: 'markdown' } };
      const board = dashboard('shop', { title: 'Shop', panels: [rawPanel(json)] });
      stack.monitor({ name: 'shop', labels: { app: 'shop' }, port: 80 }, { dashboards: [board] });
    },
    ...inBoth((looked) => {
      expect(looked.of('ConfigMap', 'grafana-dashboards-in-platform')!.data['shop.json']).toContain('From JSON');
      expect(looked.file('grafana-config', 'provider.yaml').providers.map(({ folder }: Written) => folder)).toContain('Platform');
    }),
  },
];

export const mostUsed: readonly MostUsed[] = [...ofPrometheus, ...ofTheStack, ...ofGrafana];
