import type { NodeProgram } from '../../manifests/node-program-scrape';
import { fields } from '../../model/shape/fields';
import { choiceOf, yes } from '../../model/shape/kinds';
import type { Platform, ProgramPlace } from './platform';

/** What of a control plane is not there, or out of reach. */
export interface ControlPlane {
  /** Something else leads Services to pods, as Cilium does. @default - kube-proxy runs on every node */
  readonly kubeProxy?: 'off';
  /** It is outside of the cluster, or shows its metrics to nobody. @default - it runs on the control plane */
  readonly etcd?: 'off';
  /** It shows its metrics on its own node only. @default - Prometheus reaches it */
  readonly scheduler?: 'off';
  /** It shows its metrics on its own node only. @default - Prometheus reaches it */
  readonly controllerManager?: 'off';
}

const off = choiceOf('off');
const optionsKind = (name: string) =>
  fields<ControlPlane>(`${name}()`, { kubeProxy: off, etcd: off, scheduler: off, controllerManager: off });

const onControlPlane = 'node-role.kubernetes.io/control-plane';
const nodeExporter = { port: 9100 };

type Programs = Pick<Platform, 'scheduler' | 'controllerManager' | 'etcd' | 'kubeProxy'>;

/** The programs at their usual ports, and what has to be said so that they listen for others than their own node. */
const usual = (needs: Readonly<Record<keyof Programs, string>>): Programs => ({
  scheduler: { port: 10259, scheme: 'https', onNodes: onControlPlane, needs: needs.scheduler },
  controllerManager: { port: 10257, scheme: 'https', onNodes: onControlPlane, needs: needs.controllerManager },
  etcd: { port: 2381, scheme: 'http', onNodes: onControlPlane, needs: needs.etcd },
  kubeProxy: { port: 10249, scheme: 'http', needs: needs.kubeProxy },
});

const without = (programs: Programs, options: ControlPlane): Programs => {
  const place = (name: keyof Programs): ProgramPlace<NodeProgram> =>
    options[name] === 'off' ? { hidden: 'said to be `off`' } : programs[name];
  return {
    scheduler: place('scheduler'),
    controllerManager: place('controllerManager'),
    etcd: place('etcd'),
    kubeProxy: place('kubeProxy'),
  };
};

const selfManaged = (name: string, apiServer: number, programs: Programs, options: ControlPlane): Platform => ({
  kind: 'platform',
  name,
  apiServer,
  ...without(programs, options),
  nodeExporter,
  problems: optionsKind(name)(options, ''),
});

const allHidden = (hidden: string): Programs => ({
  scheduler: { hidden },
  controllerManager: { hidden },
  etcd: { hidden },
  kubeProxy: { hidden },
});

const managed = (name: string, who: string, own: Partial<Platform> = {}): Platform => ({
  kind: 'platform',
  name,
  apiServer: 443,
  ...allHidden(`${who} runs it`),
  kubeProxy: { hidden: 'it shows its metrics on its own node only' },
  nodeExporter,
  ...own,
});

/** A cluster that kubeadm has made. */
export const kubeadm = (options: ControlPlane = {}): Platform =>
  selfManaged(
    'kubeadm',
    6443,
    usual({
      scheduler: '`scheduler.extraArgs` in ClusterConfiguration: `bind-address` is `0.0.0.0`',
      controllerManager: '`controllerManager.extraArgs` in ClusterConfiguration: `bind-address` is `0.0.0.0`',
      etcd: '`etcd.local.extraArgs` in ClusterConfiguration: `listen-metrics-urls` is `http://0.0.0.0:2381`',
      kubeProxy: '`metricsBindAddress: 0.0.0.0:10249` in the ConfigMap kube-proxy',
    }),
    options,
  );

/** Kubernetes in containers: kubeadm, too. */
export const kind = (options: ControlPlane = {}): Platform =>
  selfManaged(
    'kind',
    6443,
    usual({
      scheduler: '`kubeadmConfigPatches`: `scheduler.extraArgs`, `bind-address` is `0.0.0.0`',
      controllerManager: '`kubeadmConfigPatches`: `controllerManager.extraArgs`, `bind-address` is `0.0.0.0`',
      etcd: '`kubeadmConfigPatches`: `etcd.local.extraArgs`, `listen-metrics-urls` is `http://0.0.0.0:2381`',
      kubeProxy: '`kubeadmConfigPatches` of kind KubeProxyConfiguration: `metricsBindAddress: 0.0.0.0:10249`',
    }),
    options,
  );

/** A cluster for trying things out: kubeadm, too. */
export const minikube = (options: ControlPlane = {}): Platform =>
  selfManaged(
    'minikube',
    8443,
    usual({
      scheduler: '`minikube start --extra-config=scheduler.bind-address=0.0.0.0`',
      controllerManager: '`minikube start --extra-config=controller-manager.bind-address=0.0.0.0`',
      etcd: '`minikube start --extra-config=etcd.listen-metrics-urls=http://0.0.0.0:2381`',
      kubeProxy: '`metricsBindAddress: 0.0.0.0:10249` in the ConfigMap kube-proxy',
    }),
    options,
  );

/** Rancher's distribution for servers: its programs are pods of their own. */
export function rke2(options: ControlPlane = {}): Platform {
  const programs = usual({
    scheduler: '`kube-scheduler-arg: ["bind-address=0.0.0.0"]` in config.yaml of servers',
    controllerManager: '`kube-controller-manager-arg: ["bind-address=0.0.0.0"]` in config.yaml of servers',
    etcd: '`etcd-expose-metrics: true` in config.yaml of servers',
    kubeProxy: '`kube-proxy-arg: ["metrics-bind-address=0.0.0.0:10249"]` in config.yaml of each node',
  });
  return selfManaged(
    'rke2',
    6443,
    { ...programs, etcd: { ...programs.etcd, onNodes: 'node-role.kubernetes.io/etcd' } as NodeProgram },
    options,
  );
}

/** Talos Linux. */
export const talos = (options: ControlPlane = {}): Platform =>
  selfManaged(
    'talos',
    6443,
    usual({
      scheduler: '`cluster.scheduler.extraArgs` of the machine configuration: `bind-address: 0.0.0.0`',
      controllerManager: '`cluster.controllerManager.extraArgs` of the machine configuration: `bind-address: 0.0.0.0`',
      etcd: '`cluster.etcd.extraArgs` of the machine configuration: `listen-metrics-urls: http://0.0.0.0:2381`',
      kubeProxy: '`cluster.proxy.extraArgs` of the machine configuration: `metrics-bind-address: 0.0.0.0:10249`',
    }),
    options,
  );

const oneProcess = (name: string, apiServer: number, store: string): Platform => ({
  kind: 'platform',
  name,
  apiServer,
  oneProcess: true,
  ...allHidden('it is part of the process of the kubelet'),
  etcd: { hidden: store },
  nodeExporter,
});

/** One process on each node, which is scraped once. */
export const k3s = (): Platform => oneProcess('k3s', 6443, 'it is SQLite, or an etcd that shows its metrics on its own node only');

/** One process on each node, which is scraped once. Its add-ons `dns` and `hostpath-storage` have to be enabled. */
export const microk8s = (): Platform => oneProcess('microk8s', 16443, 'it is Dqlite');

/** Amazon's; `fargate` where pods run without nodes of one's own. */
export const eks = (options: { readonly fargate?: true } = {}): Platform => ({
  ...managed('eks', 'AWS', options.fargate && { nodeExporter: { hidden: 'Fargate has no nodes to run it on' } }),
  problems: fields<{ readonly fargate?: true }>('eks()', { fargate: yes })(options, ''),
});

/** Google's, with nodes of one's own. */
export const gke = (): Platform => managed('gke', 'Google');

/** Google's, without: pods may not look at a node. */
export const gkeAutopilot = (): Platform =>
  managed('gkeAutopilot', 'Google', { nodeExporter: { hidden: 'Autopilot lets no pod see the files and processes of a node' } });

/** Microsoft's. */
export const aks = (): Platform => managed('aks', 'Azure');

/** Red Hat's, whose own monitoring watches the control plane, and whose node_exporter has the usual port already. */
export const openshift = (): Platform => ({
  kind: 'platform',
  name: 'openshift',
  apiServer: 6443,
  ...allHidden("OpenShift's own monitoring watches it"),
  kubeProxy: { hidden: 'OVN-Kubernetes takes its place' },
  nodeExporter: {
    port: 9180,
    needs: '`oc adm policy add-scc-to-user privileged -z node-exporter -n NAMESPACE-node-exporter`',
  },
});
