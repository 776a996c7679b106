import { Chart, Size } from 'cdk8s';
import { PersistentVolumeClaim, Secret } from 'cdk8s-plus-27';
import { expect, test } from 'vitest';
import {
  anonymous,
  basicAuth,
  claim,
  ephemeral,
  grafana,
  kubeStateMetrics,
  MonitoringApp,
  nodeExporter,
  oidc,
  operator,
  type PrometheusProps,
  remoteWrite,
  secretKey,
  standalone,
} from '../../lib';

const takes = (_: PrometheusProps): void => {};

/** What does not compile is refused before anything runs: the type checker reads this file as a part of `npm test`. */
export function wrongOptions(): void {
  const chart = new Chart(new MonitoringApp(), 'chart');
  const secret = new Secret(chart, 'secret');

  takes({ replicas: 2, podDisruptionBudget: { minAvailable: '50%' } });
  takes({ podDisruptionBudget: 'off' });
  // @ts-expect-error a share is in per cent
  takes({ podDisruptionBudget: { minAvailable: 'half' } });
  // @ts-expect-error 'off' says it
  takes({ podDisruptionBudget: false });

  takes({
    volumes: [
      { path: '/a', secret },
      { path: '/b', emptyDir: Size.mebibytes(5), writable: true },
    ],
  });
  // @ts-expect-error a volume has a source
  takes({ volumes: [{ path: '/a' }] });
  // @ts-expect-error a volume is somewhere
  takes({ volumes: [{ secret: 'a' }] });
  // @ts-expect-error 512 of what?
  takes({ volumes: [{ path: '/a', emptyDir: 512 }] });

  takes({ service: { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] } });
  takes({ service: { type: 'NodePort', nodePort: 30_000 } });
  // @ts-expect-error ranges are for a load balancer
  takes({ service: { type: 'NodePort', loadBalancerSourceRanges: ['10.0.0.0/8'] } });
  // @ts-expect-error a Service in the cluster has no port of nodes
  takes({ service: { nodePort: 30_000 } });
  // @ts-expect-error a Service of one of three types
  takes({ service: { type: 'ExternalName' } });
  // @ts-expect-error the pods of nodes have no Service to reach
  nodeExporter({ service: { type: 'NodePort' } });

  takes({ storage: claim(new PersistentVolumeClaim(chart, 'claim'), { size: '50Gi' }) });
  // @ts-expect-error the size of a claim decides how much is kept
  takes({ storage: claim('metrics') });
  // @ts-expect-error a medium of Kubernetes, in its own word here
  takes({ storage: ephemeral('1Gi', { medium: 'ssd' }) });
  takes({ pod: { imagePullSecrets: ['registry', secret] } });

  // @ts-expect-error a URL has a scheme
  takes({ externalUrl: 'metrics.example' });
  // @ts-expect-error Prometheus receives one of two protocols
  takes({ receives: ['graphite'] });
  // @ts-expect-error true adds it, nothing leaves it out
  takes({ enableAdminApi: false });
  // @ts-expect-error one of four levels
  takes({ logLevel: 'trace' });
  takes({ raw: { tsdb: { outOfOrderTimeWindow: '10m' } } });
  // @ts-expect-error no field of the resource
  takes({ raw: { tsbd: {} } });

  takes({
    remoteWrite: [
      remoteWrite({ url: 'https://a.example', auth: basicAuth({ username: secretKey('a', 'b'), password: secretKey('a', 'c') }) }),
    ],
  });
  // @ts-expect-error it is sent somewhere
  remoteWrite({ name: 'mimir' });
  // @ts-expect-error a password is no text
  remoteWrite({ url: 'https://a.example', auth: basicAuth({ username: secretKey('a', 'b'), password: 'hunter2' }) });
  // @ts-expect-error a sidecar has an image
  takes({ thanos: { objectStorage: secretKey('a', 'b') } });

  operator({ selects: { namespaces: 'all' } });
  // @ts-expect-error what is configured by files selects nothing
  standalone({ selects: { namespaces: 'all' } });
  // @ts-expect-error where are they?
  operator({ selects: { labels: { team: 'a' } } });
  // @ts-expect-error Alertmanager writes nothing to a remote storage
  standalone({ alertmanager: { remoteWrite: [] } });

  kubeStateMetrics({ labelsAllowed: { pods: ['*'] } });
  // @ts-expect-error labels are a list
  kubeStateMetrics({ labelsAllowed: { pods: 'app' } });

  // @ts-expect-error who is not known changes nothing
  grafana({ signIn: [anonymous({ role: 'Admin' })] });
  // @ts-expect-error a provider is asked at its URLs
  oidc({ name: 'A', clientId: 'a', clientSecret: secretKey('a', 'b') });
  // @ts-expect-error a datasource has a type
  grafana({ datasources: [{ name: 'Loki', url: 'http://loki:3100' }] });
  // @ts-expect-error a dashboard is passed as itself
  grafana({ home: 'start' });
  // @ts-expect-error one Grafana has one database
  grafana({ replicas: 2 });
}

test('wrong options are refused by the type checker', () => expect(wrongOptions).toBeTypeOf('function'));
