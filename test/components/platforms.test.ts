import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  aks,
  clusterMonitoring,
  eks,
  gke,
  gkeAutopilot,
  k3s,
  kind,
  kubeadm,
  microk8s,
  minikube,
  openshift,
  type Platform,
  rke2,
  talos,
} from '../../lib';
import { backends, stackOf } from '../support/stacks';

const platforms: readonly Platform[] = [
  kubeadm(),
  kind(),
  minikube(),
  k3s(),
  rke2(),
  microk8s(),
  talos(),
  eks(),
  eks({ fargate: true }),
  gke(),
  gkeAutopilot(),
  aks(),
  openshift(),
];
const titled = platforms.map((platform, index) => [index === 8 ? 'eks({ fargate: true })' : `${platform.name}()`, platform] as const);

const watched = (platform: Platform, backend = backends[0]!) =>
  stackOf((stack) => stack.install(clusterMonitoring({ platform, recordings: 'well-known' })), { namespace: 'monitoring', backend });
const jobsOf = (platform: Platform) =>
  watched(platform)
    .files()
    .get('prometheus-config.yaml')!
    .match(/replacement: (apiserver|etcd|kube-\S+|kubelet|node-exporter)$/gm)!
    .map((line) => line.replace('replacement: ', ''));

describe.each(titled)('%s', (_, platform) => {
  test.each(backends)('has no alert without a target: $name', (backend) =>
    expect(
      watched(platform, backend)
        .findings()
        .filter(({ severity }) => severity !== 'info')
        .map(({ message }) => message),
    ).toEqual([]),
  );
});

test('what a platform hides is neither scraped nor alerted on', () => {
  const files = watched(eks({ fargate: true })).files();
  const text = ['prometheus-config.yaml', 'prometheus-rules.yaml'].map((file) => files.get(file)).join('\n');
  expect(text).not.toMatch(/kube-scheduler|kube-controller-manager|etcd_server|kube-proxy|node_load1/);
  expect(text).toContain('KubeAPIDown');
});

test('one process is scraped once', () => {
  expect(jobsOf(k3s()).filter((job) => job === 'kubelet')).toHaveLength(2); // /metrics and /metrics/cadvisor
  const scraped = watched(k3s()).files().get('prometheus-config.yaml')!;
  expect(scraped.match(/job_name: .*(apiserver|scheduler|controller-manager|proxy)/g)).toBeNull();
  expect(scraped).toContain('(apiserver|aggregator)_.+');
});

test('what is said to be off is not there', () => {
  const files = watched(kubeadm({ kubeProxy: 'off', etcd: 'off' })).files();
  expect(files.get('prometheus-rules.yaml')).not.toMatch(/KubeProxyDown|etcdNoLeader/);
  expect(files.get('prometheus-rules.yaml')).toContain('KubeSchedulerDown');
});

test('OpenShift has its own node_exporter at the usual port', () =>
  expect(watched(openshift()).files().get('node-exporter.yaml')).toContain('--web.listen-address=:9180'));

const place = (at: Platform['scheduler'] | Platform['nodeExporter']): string => {
  if ('hidden' in at) return `not seen: ${at.hidden}`;
  return [`${'scheme' in at ? `${at.scheme} ` : ''}${at.port}`, ...(at.needs === undefined ? [] : [`needs ${at.needs}`])].join('; ');
};

/** `npx vitest -u` writes the page anew. */
test('docs/platforms.md says what each platform gives', async () => {
  const rows = titled.map(([name, one]) => {
    const apiServer = one.oneProcess ? `in the process of the kubelet, ${one.apiServer}` : `https ${one.apiServer}`;
    return `| \`${name}\` | ${[apiServer, ...[one.scheduler, one.controllerManager, one.etcd, one.kubeProxy, one.nodeExporter].map(place)].join(' | ')} |`;
  });
  const page = [
    '# Platforms',
    '',
    'What `clusterMonitoring({ platform })` scrapes and alerts on in each kind of cluster, and at which port. Kubelets and objects (by kube-state-metrics) are seen',
    'everywhere. What is not seen is neither scraped nor alerted on. What is needed has to be said when the cluster is set up: without it a program listens on',
    "its own node only, and its alert fires; `kubeadm({ scheduler: 'off' })` leaves it out.",
    '',
    '| platform | API server | scheduler | controller manager | etcd | kube-proxy | node_exporter |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot(join(__dirname, '..', '..', 'docs', 'platforms.md'));
});
