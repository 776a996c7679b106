import { nodeWatch } from '../catalog/node';
import type { Component } from '../manifests/component';
import type { Context } from '../manifests/context';
import { selectorLabels } from '../manifests/labels';
import { namespace } from '../manifests/namespace';
import { logLevel, programFields } from '../manifests/option-kinds';
import type { Logging, ProgramOptions } from '../manifests/program-options';
import { serviceAccount } from '../manifests/rbac';
import { serviceScrape, sourcesOf } from '../manifests/scrape';
import { users } from '../manifests/users';
import { daemonSet, service } from '../manifests/workload';
import { fields } from '../model/shape/fields';
import { wholeNumber } from '../model/shape/kinds';

const name = 'node-exporter';
const usualPort = 9100;

/** node_exporter reads the host's own network and process tables, which Pod Security allows in a privileged namespace only. */
export const nodeExporterNamespace = (context: Pick<Context, 'namespace'>) => `${context.namespace}-node-exporter`;

/** Mounts that come and go with pods and images say nothing about the node's own disks. */
const ignoredMounts = '^/(dev|proc|sys|run/.+|var/lib/(docker|containerd|containers|kubelet)/.+)($|/)';

/** A pod on each node, in a namespace of its own. */
export interface NodeExporterProps extends ProgramOptions, Logging {
  /** The port that it takes on each node. @default 9100 */
  readonly port?: number;
}

const optionsKind = fields<NodeExporterProps>('nodeExporter()', { ...programFields, logLevel, port: wholeNumber(1) });

/** CPU, memory, disks and network of every node. */
export function nodeExporter(props: NodeExporterProps = {}): Component {
  const { port = usualPort, ...options } = props;
  return {
    name,
    problems: optionsKind(props, ''),
    watch: nodeWatch,
    namespaces: (context) => [namespace(nodeExporterNamespace(context), { podSecurity: 'privileged' })],
    objects(context) {
      const own = nodeExporterNamespace(context);
      return [
        serviceAccount(name, own),
        daemonSet({
          name,
          namespace: own,
          user: users.nodeExporter,
          host: {
            hostNetwork: true,
            hostPID: true,
            // A node with a taint is a node to watch too.
            tolerations: [{ operator: 'Exists' }],
          },
          options,
          programs: [
            {
              name,
              image: context.image('nodeExporter', options.image),
              args: [
                '--path.procfs=/host/proc',
                '--path.sysfs=/host/sys',
                '--path.rootfs=/host/root',
                `--web.listen-address=:${port}`,
                `--collector.filesystem.mount-points-exclude=${ignoredMounts}`,
                '--collector.netclass.ignored-devices=^(veth.*|cali.*|lxc.*|[a-f0-9]{15})$',
                '--collector.netdev.device-exclude=^(veth.*|cali.*|lxc.*|[a-f0-9]{15})$',
                ...(options.logLevel ? [`--log.level=${options.logLevel}`] : []),
              ],
              ports: { metrics: port },
              probes: { live: '/', ready: '/' },
              mounts: [
                { name: 'proc', path: '/host/proc', source: { hostPath: { path: '/proc' } } },
                { name: 'sys', path: '/host/sys', source: { hostPath: { path: '/sys' } } },
                { name: 'root', path: '/host/root', source: { hostPath: { path: '/' } } },
              ],
              resources: { cpu: '50m', memory: 64 },
            },
          ],
        }),
        service({ name, namespace: own, component: name, ports: { metrics: port }, headless: true }),
      ];
    },
    scrapes: (context) => [
      serviceScrape({
        job: name,
        namespace: context.namespace,
        targetNamespace: nodeExporterNamespace(context),
        port: 'metrics',
        namedByNode: true,
        matchLabels: selectorLabels(name),
        sources: sourcesOf(nodeWatch),
        reach: { onNodes: port },
      }),
    ],
  };
}
