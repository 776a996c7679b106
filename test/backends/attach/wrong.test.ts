import { describe, expect, test } from 'vitest';
import { attach, type Backend, installedFrom, kubePrometheus, kubePrometheusStack, standalone } from '../../../lib';
import { stackOf } from '../../support/stacks';

// What JavaScript may write, past the types.
const any = (value: unknown): never => value as never;
const installed = () => kubePrometheusStack({ release: 'kps' });
const findingsWith = (backend: Backend) =>
  stackOf(() => {}, { backend })
    .findings()
    .map(({ check, severity, path, message, hint }) => [`${severity} ${check} ${path}: ${message}`, hint]);

describe('what is no installed stack is one finding that says what to write', () => {
  const hint = "Write kubePrometheusStack({ release: 'kps' }), kubePrometheus() or installedFrom('platform/'), or give a MonitoringStack.";

  test.each([
    ['nothing', undefined, 'undefined', hint],
    ['null', null, 'null', hint],
    ['the name of a release', 'kps', '"kps"', hint],
    ['a list', [installed()], 'a list', hint],
    ['another backend', standalone(), 'a mapping', hint],
    ['a mapping', { kind: 'installed' }, 'a mapping', hint],
    ['a preset that was not called', kubePrometheus, 'the function kubePrometheus', 'Call it: kubePrometheus(...).'],
    ['a reader that was not called', installedFrom, 'the function installedFrom', 'Call it: installedFrom(...).'],
  ])('%s', (_, to, shown, says) =>
    expect(findingsWith(attach(any(to)))).toEqual([[`error wrong-option monitoring: backend: ${shown} is no installed stack`, says]]),
  );
});

describe('a wrong option is one finding that says what to write', () => {
  test.each([
    ['a preset without a release', attach(kubePrometheusStack(any({}))), 'release is missing', 'Write a text in quotes.'],
    [
      'no options of a preset',
      attach(kubePrometheusStack(any(undefined))),
      'undefined is no kubePrometheusStack()',
      'Write { release, namespace }.',
    ],
    [
      'a part that the chart does not have',
      attach(kubePrometheusStack(any({ release: 'kps', without: ['kubeProxi'] }))),
      'without[0]: "kubeProxi" is not kubeApiServer, kubelet, kubeControllerManager, kubeScheduler, kubeProxy, kubeEtcd, coreDns, ' +
        'kubeStateMetrics, nodeExporter, alertmanager, grafana or prometheusOperator',
      'Did you mean kubeProxy?',
    ],
    [
      'a platform',
      attach(kubePrometheus(any({ platform: 'eks' }))),
      'platform: kubePrometheus() has no option platform',
      'Its options are namespace.',
    ],
    [
      'a retention, which is for a Prometheus of its own',
      attach(installed(), any({ retention: '30d' })),
      'retention: an attached stack runs no Prometheus and no Alertmanager to configure',
      'Leave it out, and say it where those are set up.',
    ],
    [
      'the options of a program',
      attach(installed(), any({ prometheus: { retention: '30d' } })),
      'prometheus: an attached stack runs no Prometheus and no Alertmanager to configure',
      'Leave it out, and say it where those are set up.',
    ],
    [
      'an option that nothing has',
      attach(installed(), any({ lables: {} })),
      'lables: attach() has no option lables',
      'Did you mean labels?',
    ],
    ['options that are a text', attach(installed(), any('x')), '"x" is no attach()', 'Write { labels, limits }.'],
    ['no options', attach(installed(), any(null)), 'null is no attach()', 'Write { labels, limits }.'],
    [
      'a limit below one',
      attach(installed(), { limits: { sampleLimit: 0 } }),
      'limits.sampleLimit: 0 is no whole number',
      'Write a whole number, 1 or more.',
    ],
    [
      'a label that is a number',
      attach(installed(), any({ labels: { team: 5 } })),
      'labels.team: 5 is no value of a label of Kubernetes',
      'Write a text in quotes.',
    ],
    [
      'dashboards that are a text',
      attach(installed(), any({ dashboards: 'grafana' })),
      'dashboards: "grafana" is no mapping of dashboards',
      'Write { labels, namespace }.',
    ],
  ])('%s', (_, backend, message, hint) => {
    const found = findingsWith(backend);
    expect(found).toEqual([
      [`error wrong-option monitoring: backend${/^[a-z]+(\[|\.| is missing|: )/.test(message) ? '.' : ': '}${message}`, hint],
    ]);
  });
});
