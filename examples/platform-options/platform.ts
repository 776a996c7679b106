import { Duration, Size } from 'cdk8s';
import {
  anonymous,
  basicAuth,
  claim,
  dashboard,
  ephemeral,
  grafana,
  kubelet,
  kubeStateMetrics,
  type MonitoringApp,
  MonitoringStack,
  type MonitoringStackProps,
  nodeExporter,
  oidc,
  operator,
  type PrometheusProps,
  promql,
  receiver,
  remoteRead,
  remoteWrite,
  secretKey,
  standalone,
  stat,
  up,
  volume,
  webhook,
} from 'cdk8s-vigie';

// Every option of a platform once, for both backends.

const pod = {
  nodeSelector: { 'node.example/pool': 'monitoring' },
  tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'monitoring', effect: 'NoSchedule' }],
  affinity: {
    nodeAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 1, preference: { matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] } },
      ],
    },
  },
  priorityClassName: 'system-cluster-critical',
  labels: { 'example.com/network': 'monitoring' },
  annotations: { 'sidecar.istio.io/inject': 'false' },
  hostAliases: [{ ip: '10.0.0.7', hostnames: ['legacy.example'] }],
  dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
};

const prometheus: PrometheusProps = {
  // How long, how much and where samples are kept.
  retention: '30d',
  retentionSize: Size.gibibytes(80),
  storage: volume('100Gi', { storageClass: 'fast', accessModes: ['ReadWriteOncePod'], labels: { 'example.com/backup': 'daily' } }),
  // How it runs.
  replicas: 2,
  podDisruptionBudget: { minAvailable: 1 },
  image: 'registry.example:5000/prometheus/prometheus:v3.15.0',
  resources: { requests: { cpu: 2, memory: '8Gi' }, limits: { memory: '12Gi' } },
  args: ['--storage.tsdb.head-chunks-write-queue-size=10000'],
  env: { GOGC: '75', PROXY_PASSWORD: secretKey('proxy', 'password'), NODE: { field: 'spec.nodeName' } },
  volumes: [
    { path: '/etc/company', secret: 'company-ca' },
    { path: '/etc/targets', configMap: 'static-targets' },
    { path: '/scratch', emptyDir: '1Gi', writable: true },
  ],
  containers: [{ name: 'clock', image: 'registry.example:5000/clock:1.0.0', volumeMounts: [{ name: 'extra-2', mountPath: '/scratch' }] }],
  initContainers: [{ name: 'wait', image: 'registry.example:5000/wait:1.0.0' }],
  pod: {
    ...pod,
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { app: 'prometheus' } },
      },
    ],
    terminationGracePeriod: Duration.minutes(5),
  },
  labels: { 'example.com/tier': 'gold' },
  annotations: { 'example.com/owner': 'platform' },
  logLevel: 'warn',
  // How it is reached.
  externalUrl: 'https://metrics.example/prometheus',
  routePrefix: '/prometheus',
  service: {
    type: 'LoadBalancer',
    loadBalancerSourceRanges: ['10.0.0.0/8'],
    annotations: { 'service.example/internal': 'true' },
    labels: { 'example.com/exposed': 'true' },
  },
  // What it scrapes, evaluates and answers.
  externalLabels: { cluster: 'prod-eu' },
  scrapeTimeout: '10s',
  limits: { sampleLimit: 50_000, bodySizeLimit: '50Mi' },
  enforcedLimits: { targetLimit: 1000 },
  scrapeClasses: [{ name: 'company', tlsConfig: { caFile: '/etc/company/ca.crt' } }],
  scrapeConfigs: [{ job_name: 'routers', static_configs: [{ targets: ['10.1.0.1:9100', '10.1.0.2:9100'] }] }],
  query: { timeout: '90s', maxConcurrency: 16, maxSamples: 20_000_000, lookbackDelta: '5m' },
  ruleQueryOffset: '30s',
  alertTiming: { forOutageTolerance: '1h', forGracePeriod: '10m', resendDelay: '1m' },
  enableFeatures: ['exemplar-storage'],
  receives: ['remote-write', 'otlp'],
  enableLifecycle: true,
  enableAdminApi: true,
  // Where samples go to, and come from.
  remoteWrite: [
    remoteWrite({
      url: 'https://mimir.example/api/v1/push',
      name: 'mimir',
      auth: basicAuth({ username: secretKey('mimir', 'user'), password: secretKey('mimir', 'password') }),
      tls: { ca: secretKey('company-ca', 'ca.crt') },
      headers: { 'X-Scope-OrgID': 'platform' },
      writeRelabelConfigs: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' }],
      sendExemplars: true,
      messageVersion: 'V2.0',
      queueConfig: { maxShards: 50 },
      remoteTimeout: '30s',
    }),
  ],
  remoteRead: [remoteRead({ url: 'https://mimir.example/prometheus/api/v1/read', requiredMatchers: { tier: 'archive' } })],
  thanos: {
    image: 'quay.io/thanos/thanos:v0.41.0',
    objectStorage: secretKey('thanos', 'objstore.yml'),
    resources: { requests: { memory: '256Mi' } },
  },
  // What has no option of its own.
  raw: { tsdb: { outOfOrderTimeWindow: '10m' }, web: { pageTitle: 'Metrics of the platform' } },
};

const alertmanager = {
  replicas: 3,
  retention: '240h',
  storage: volume('2Gi', { storageClass: 'fast' }),
  externalUrl: 'https://alerts.example',
  resources: { requests: { memory: '64Mi' }, limits: 'off' },
  raw: { clusterGossipInterval: '1s' },
  pod,
} as const;

const start = dashboard('start', {
  title: 'Start',
  panels: [stat('Targets that are up', { queries: [{ expr: promql`sum(${up})` }], unit: 'short' })],
});

const shared: Omit<MonitoringStackProps, 'backend'> = {
  namespace: 'monitoring',
  scrapeInterval: '15s',
  evaluationInterval: Duration.seconds(30),
  cluster: { nodes: 20, pods: 800 },
  registry: 'registry.example:5000',
  imagePullSecrets: ['registry'],
  labels: { 'example.com/team': 'platform' },
  annotations: { 'example.com/contact': 'platform@example.com' },
  dashboardFolder: 'Platform',
  runbooks: 'https://wiki.example/runbooks',
  routing: { route: { receiver: receiver('platform', webhook(secretKey('webhook', 'url'))), groupBy: ['alertname'] } },
};

function installed(stack: MonitoringStack): void {
  stack.install(
    kubelet(),
    nodeExporter({ logLevel: 'warn', pod: { priorityClassName: 'system-node-critical' } }),
    kubeStateMetrics({
      labelsAllowed: { pods: ['app.kubernetes.io/name'], nodes: ['*'] },
      annotationsAllowed: { namespaces: ['example.com/owner'] },
    }),
    grafana({
      admin: secretKey('grafana', 'password'),
      storage: claim('grafana', { size: '2Gi' }),
      externalUrl: 'https://grafana.example',
      signIn: [
        oidc({
          name: 'Company',
          clientId: 'grafana',
          clientSecret: secretKey('grafana', 'oidc'),
          authUrl: 'https://id.example/authorize',
          tokenUrl: 'https://id.example/token',
          userInfoUrl: 'https://id.example/userinfo',
          role: "contains(groups[*], 'platform') && 'Admin' || 'Viewer'",
        }),
        anonymous({ role: 'Viewer' }),
      ],
      plugins: ['grafana-clock-panel@2.1.5'],
      datasources: [
        {
          name: 'Loki',
          type: 'loki',
          uid: 'loki',
          url: 'http://loki.logs.svc:3100',
          secureJsonData: { httpHeaderValue1: secretKey('loki', 'tenant') },
          jsonData: { httpHeaderName1: 'X-Scope-OrgID' },
        },
      ],
      home: start,
      ini: {
        users: { default_theme: 'light' },
        smtp: { enabled: true, host: 'mail.example:587', password: secretKey('smtp', 'password') },
      },
      volumes: [{ path: '/scratch', emptyDir: '100Mi', writable: true }],
      service: { type: 'NodePort', nodePort: 30_080 },
    }),
  );
}

/** The platform's stack in both backends, each in a folder of its own. */
export function platformOptions(app: MonitoringApp): { readonly plain: MonitoringStack; readonly operated: MonitoringStack } {
  const plain = new MonitoringStack(app, 'standalone', { ...shared, backend: standalone({ prometheus, alertmanager }) });
  const operated = new MonitoringStack(app, 'operator', {
    ...shared,
    backend: operator({
      prometheus,
      alertmanager: { ...alertmanager, storage: ephemeral('256Mi', { medium: 'memory' }) },
      // Prometheus reads what teams write in all namespaces, where it has this label.
      selects: { namespaces: 'all', labels: { 'example.com/monitored-by': 'platform' } },
    }),
  });
  for (const stack of [plain, operated]) installed(stack);
  return { plain, operated };
}
