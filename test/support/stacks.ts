import {
  attach,
  type Backend,
  kubePrometheusStack,
  MonitoringApp,
  MonitoringStack,
  type MonitoringStackProps,
  operator,
  type Routing,
  standalone,
} from '../../lib';

/** Everybody is told, by a webhook. */
export const oneReceiver: Routing = {
  receivers: [{ name: 'team', webhookConfigs: [{ urlSecret: { name: 'hook', key: 'url' } }] }],
  route: { receiver: 'team', groupBy: ['alertname'] },
};

/** A stack with one receiver, and what `declare` adds to it. */
export function stackOf(declare: (stack: MonitoringStack) => void, props: Partial<MonitoringStackProps> = {}): MonitoringStack {
  const stack = new MonitoringStack(new MonitoringApp(), 'monitoring', { namespace: 'mlops', routing: oneReceiver, ...props });
  declare(stack);
  return stack;
}

/** Every backend that runs Prometheus and Alertmanager: what holds of a stack holds in each of them. */
export const backends: readonly Backend[] = [standalone(), operator()];

/** A stack of the platform's, in a cluster where a team has only a namespace. */
export const platform = kubePrometheusStack({ release: 'kps' });

/** Every backend, that of a stack that runs neither among them. */
export const everyBackend: readonly Backend[] = [...backends, attach(platform)];

/** The messages of a stack's findings, of one check or of all. */
export const messagesOf = (stack: MonitoringStack, check?: string): readonly string[] =>
  stack
    .findings()
    .filter((finding) => check === undefined || finding.check === check)
    .map(({ message }) => message);
