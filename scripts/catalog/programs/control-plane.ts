import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cluster, startCluster } from '../cluster';
import { declaredIn } from '../go-source';
import { debian, type Kit, pause, tool, until, withKit } from '../kit';
import type { Documented, Page, Program } from '../program';
import { documentedBy, source, version } from './kubernetes';
import { createObjects } from './kubernetes-objects';

const corednsVersion = '1.14.7';
const etcdVersion = '3.7.3';
const operatorVersion = '0.93.1';

/** Objects that controllers, the scheduler, the kubelet and the operator act on. */
const work = `apiVersion: apps/v1
kind: Deployment
metadata: {name: busy, namespace: default}
spec:
  replicas: 2
  selector: {matchLabels: {app: busy}}
  template:
    metadata: {labels: {app: busy}}
    spec:
      tolerations: [{operator: Exists}]
      containers: [{name: web, image: registry.example/web:1, livenessProbe: {httpGet: {port: 1}, periodSeconds: 1}}]
---
apiVersion: v1
kind: Service
metadata: {name: busy, namespace: default}
spec: {selector: {app: busy}, ports: [{port: 80}]}
---
apiVersion: batch/v1
kind: Job
metadata: {name: once, namespace: default}
spec:
  activeDeadlineSeconds: 1
  template: {spec: {restartPolicy: Never, tolerations: [{operator: Exists}], containers: [{name: a, image: registry.example/once:1}]}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: busy, namespace: default}
spec:
  maxReplicas: 3
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: busy}
  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: waiting, namespace: default}
spec: {accessModes: [ReadWriteOnce], storageClassName: "", resources: {requests: {storage: 1Gi}}}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: no-debug}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]}
  validations: [{expression: "object.metadata.name != 'debug'"}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: no-debug}
spec: {policyName: no-debug, validationActions: [Deny]}
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main, namespace: default}
spec: {serviceMonitorSelector: {}}
---
apiVersion: monitoring.coreos.com/v1
kind: Alertmanager
metadata: {name: main, namespace: default}
spec: {replicas: 1}
---
apiVersion: monitoring.coreos.com/v1
kind: ThanosRuler
metadata: {name: main, namespace: default}
spec: {queryEndpoints: ['http://127.0.0.1:1']}
---
apiVersion: monitoring.coreos.com/v1alpha1
kind: PrometheusAgent
metadata: {name: main, namespace: default}
spec: {serviceMonitorSelector: {}}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: busy, namespace: default}
spec: {selector: {}, endpoints: [{targetPort: 80, bearerTokenSecret: {name: absent, key: token}}]}
`;

/** kubeadm's, with more plugins that have metrics; the second server answers what the first forwards. */
const corefile = (kubeconfig: string): string => `.:5300 {
  bind 127.0.0.1
  errors
  log . {
    class denial error
  }
  health 127.0.0.1:8090
  ready 127.0.0.1:8191
  kubernetes cluster.local in-addr.arpa ip6.arpa {
    kubeconfig ${kubeconfig}
    pods insecure
    fallthrough in-addr.arpa ip6.arpa
    ttl 30
  }
  hosts {
    198.18.0.9 fixed.example
    fallthrough
  }
  template ANY ANY templated.example {
    answer "{{ .Name }} 60 IN A 198.18.0.8"
  }
  rewrite name renamed.example fixed.example
  prometheus 127.0.0.1:9153
  forward . 127.0.0.1:5301 {
    max_concurrent 1000
    health_check 1s
  }
  cache 30 {
    prefetch 1
    serve_stale
  }
  dnssec
  loop
  reload
  loadbalance
}
.:5301 {
  bind 127.0.0.1
  acl {
    block type TXT
  }
  whoami
}
`;

/** Names that are served, forwarded, cached and not found. */
const lookUps = `
const { Resolver } = require('node:dns').promises;
const resolver = new Resolver({ timeout: 2000, tries: 1 });
resolver.setServers(['127.0.0.1:5300']);
(async () => {
  for (let i = 0; i < 3; i++)
    for (const [name, type] of [['kubernetes.default.svc.cluster.local', 'A'], ['absent.default.svc.cluster.local', 'A'], ['fixed.example', 'A'],
      ['renamed.example', 'A'], ['a.templated.example', 'A'], ['forwarded.example', 'A'], ['forwarded.example', 'TXT']])
      await resolver.resolve(name, type).catch(() => undefined);
})();`;

const parts = {
  'kube-apiserver': ({ ports }: Cluster) => `https://127.0.0.1:${ports + 443}/metrics`,
  'kube-controller-manager': ({ ports }: Cluster) => `https://127.0.0.1:${ports + 257}/metrics`,
  'kube-scheduler': ({ ports }: Cluster) => `https://127.0.0.1:${ports + 259}/metrics`,
  'kube-scheduler-resources': ({ ports }: Cluster) => `https://127.0.0.1:${ports + 259}/metrics/resources`,
  'prometheus-operator': ({ ports }: Cluster) => `http://127.0.0.1:${ports + 80}/metrics`,
  etcd: ({ ports }: Cluster) => `http://127.0.0.1:${ports + 379}/metrics`,
  'kube-proxy': () => 'http://127.0.0.1:10249/metrics',
  coredns: () => 'http://127.0.0.1:9153/metrics',
  'kubelet-cadvisor': () => 'http://127.0.0.1:10255/metrics/cadvisor',
  'kubelet-resource': () => 'http://127.0.0.1:10255/metrics/resource',
  'kubelet-probes': () => 'http://127.0.0.1:10255/metrics/probes',
  kubelet: () => 'http://127.0.0.1:10255/metrics', // last: it counts the others' use
};
type Part = keyof typeof parts;

/** Every part's page, after some work. The kubelet is the hollow one of Kubernetes' own scale tests: real code, no containers. */
async function read(kit: Kit): Promise<Record<Part, string>> {
  const cluster = await startCluster(kit, ['kcm', 'scheduler', 'crds', 'operator'], { CLUSTER_NODES: '0' });
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'proxied' } };
  await cluster.kubectl(['apply', '-f', '-'], JSON.stringify(node));
  const status = { addresses: [{ type: 'InternalIP', address: '198.18.255.10' }] };
  await cluster.kubectl(['patch', 'node', 'proxied', '--subresource=status', '--type=merge', '-p', JSON.stringify({ status })]);
  cluster.start(tool('kubemark'), [
    '--morph=kubelet',
    '--kubeconfig',
    cluster.kubeconfig,
    '--name=hollow',
    '--use-host-image-service=false',
    '--kubelet-port=10250',
    '--kubelet-read-only-port=10255',
  ]);
  cluster.start(
    tool('kube-proxy'),
    [
      '--kubeconfig',
      cluster.kubeconfig,
      '--hostname-override=proxied',
      '--proxy-mode=nftables',
      '--metrics-bind-address=127.0.0.1:10249',
      '--conntrack-max-per-core=0',
      '--conntrack-min=0',
      '--conntrack-tcp-timeout-established=0',
      '--conntrack-tcp-timeout-close-wait=0',
    ],
    { PATH: `${debian('bin')}:${process.env.PATH}` },
  );
  writeFileSync(join(kit.folder, 'Corefile'), corefile(cluster.kubeconfig));
  cluster.start(tool('coredns'), ['-conf', join(kit.folder, 'Corefile')]);
  await until(() => cluster.kubectl(['wait', '--for=condition=Ready', 'node/hollow', '--timeout=1s']));
  await cluster.kubectl(['apply', '--server-side', '-f', '-'], work);
  await createObjects(kit, cluster);
  await until(() => cluster.kubectl(['wait', '--for=condition=Available', 'deployment/busy', '--timeout=1s']));
  const refused = (args: readonly string[], input?: string): Promise<unknown> => cluster.kubectl(args, input).catch(() => undefined);
  await refused(['create', 'configmap', 'debug']);
  await refused(['get', 'pods', '--token', 'wrong', '--certificate-authority', `${cluster.pki}/ca.crt`]);
  await refused(['get', 'secrets', '--as', 'nobody']);
  await refused(['exec', 'busy', '--', 'true']);
  await cluster.kubectl(['get', 'all', '-A', '--chunk-size=2']);
  await refused(['get', 'nodes', '--watch', '--request-timeout=2s']);
  await cluster.kubectl(['delete', 'pod', '-l', 'app=busy', '--wait=false']);
  await cluster
    .kubectl(['drain', 'hollow', '--ignore-daemonsets', '--force', '--delete-emptydir-data', '--timeout=20s'])
    .catch(() => undefined);
  await kit.run('bash', cluster.inside(process.execPath, '-e', lookUps), { env: cluster.env });
  await pause(35_000); // several rounds of every periodic sync
  const pages = {} as Record<Part, string>;
  for (const [name, url] of Object.entries(parts) as [Part, (cluster: Cluster) => string][])
    pages[name] = await cluster.fetch(url(cluster));
  return pages;
}

let all: Promise<Record<Part, string>> | undefined;

/** The page of one part; the cluster is started once for all of them. */
export const pagesOf = (part: Part) => async (): Promise<Page[]> => {
  all ??= withKit(read);
  return [{ text: (await all)[part] }];
};

const component = (name: Part, component: string, endpoint = '/metrics', live = 'a control plane under work'): Program => ({
  name,
  program: endpoint === '/metrics' ? component : `${component}, ${endpoint}`,
  version,
  live: { source: live, needs, pages: pagesOf(name) },
  doc: { source, metrics: () => documentedBy(component, endpoint) },
  occasional: /_stale_sync_skips_total$|^(job_controller_terminated_pods_tracking_finalizer|rest_client_request_retries)_total$/,
});

export const needs = [
  'coredns',
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-proxy',
  'kube-scheduler',
  'kubectl',
  'kubemark',
  'prometheus-operator',
]
  .map(tool)
  .concat(debian('bin/nft'));

export const hollow = "the hollow kubelet of Kubernetes' scale tests, with pods";

/** Declared by the library that counts etcd's calls; its buckets are that library's defaults. */
const callDurations: Documented = {
  name: 'grpc_server_handling_seconds',
  type: 'histogram',
  help: 'Histogram of response latency (seconds) of gRPC that had been application-level handled by the server.',
  labels: ['grpc_method', 'grpc_service', 'grpc_type'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  when: '--metrics=extensive',
};

export const controlPlane: readonly Program[] = [
  component('kube-apiserver', 'kube-apiserver'),
  component('kube-controller-manager', 'kube-controller-manager'),
  component('kube-scheduler', 'kube-scheduler'),
  {
    name: 'kube-scheduler-resources',
    program: 'kube-scheduler, /metrics/resources',
    version,
    live: { source: 'a control plane under work', needs, pages: pagesOf('kube-scheduler-resources') },
  },
  component('kube-proxy', 'kube-proxy', '/metrics', 'mode nftables, in a control plane under work'),
  // Written by the first round of the summary of statistics, which a slow machine may not have made yet.
  { ...component('kubelet', 'kubelet', '/metrics', hollow), byMachine: /^kubelet_metrics_provider$/ },
  component('kubelet-resource', 'kubelet', '/metrics/resource', hollow),
  component('kubelet-probes', 'kubelet', '/metrics/probes', hollow),
  {
    name: 'coredns',
    program: 'coredns',
    version: corednsVersion,
    live: {
      source: 'in front of an API server, with the plugins of kubeadm and those that have metrics',
      needs,
      pages: pagesOf('coredns'),
    },
    doc: {
      source: `github.com/coredns/coredns v${corednsVersion}, its source`,
      metrics: () => declaredIn('github.com/coredns/coredns', `v${corednsVersion}`),
    },
  },
  {
    name: 'etcd',
    program: 'etcd',
    version: etcdVersion,
    live: { source: 'one member, below an API server', needs, pages: pagesOf('etcd') },
    doc: {
      source: `go.etcd.io/etcd/server/v3 v${etcdVersion}, its source`,
      metrics: async () => [...(await declaredIn('go.etcd.io/etcd/server/v3', `v${etcdVersion}`)), callDurations],
    },
  },
  {
    name: 'prometheus-operator',
    program: 'prometheus-operator',
    version: operatorVersion,
    live: { source: 'with an object of each kind that it reconciles', needs, pages: pagesOf('prometheus-operator') },
    doc: {
      source: `github.com/prometheus-operator/prometheus-operator v${operatorVersion}, its source`,
      // Each controller adds labels of its own when it registers them.
      metrics: async () =>
        (await declaredIn('github.com/prometheus-operator/prometheus-operator', `v${operatorVersion}`))
          .filter(({ name }) => name.startsWith('prometheus_operator_'))
          .map((metric) => ({ ...metric, labels: undefined })),
    },
  },
];
