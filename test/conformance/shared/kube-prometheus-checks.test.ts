import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CheckInput } from '../../../lib/analysis/check-input';
import { checks } from '../../../lib/checks';
import { unknownMetric } from '../../../lib/checks/queries/unknown-metric';
import { inputFromManifests } from '../../../lib/input/model';
import type { Finding } from '../../../lib/model/finding';
import { sharedData } from './data';

const folder = sharedData('kube-prometheus-manifests');

/** Checks of rules, dashboards and objects in themselves; those of queries, targets and routes have lists of their own. */
const judged = new Set([
  'template-syntax',
  'template-label',
  'value-in-label',
  'rule-name',
  'rule-fields',
  'for-interval',
  'missing-annotation',
  'unrehearsed',
  'unused-recording',
  'dashboard-variable',
  'dashboard-datasource',
  'dashboard-query',
  'dashboard-legend',
  'dashboard-uid',
  'dashboard-layout',
  'dashboard-unit',
  'unselected-object',
  'selects-nothing',
  'scraped-twice',
  'discovery-rights',
  'blocked-connection',
  'object-name',
  'object-size',
  'pod-security',
  'image-version',
  'secret-in-pod',
  'retention-size',
  'unknown-port',
  'service-without-pods',
]);

describe('kube-prometheus, which others wrote', () => {
  let model: CheckInput;
  let findings: readonly Finding[];
  beforeAll(() => {
    const sources = readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
    model = inputFromManifests(sources).model;
    findings = checks.filter(({ name }) => judged.has(name)).flatMap((check) => [...check.run(model)]);
  });
  const messagesOf = (check: string) => findings.filter((finding) => finding.check === check).map(({ message }) => message);

  test('has been read', () => expect([model.rules.length, model.dashboards.length, model.objects.length]).toEqual([234, 33, 120]));

  // Each was looked at by hand and is so.
  test('has descriptions with a label that the aggregation before has dropped', () => {
    expect(
      findings
        .filter(({ check }) => check === 'template-label')
        .map(({ file, line, message }) => [file, line, message.replace(/,.*label (\w+) is empty.*/, ' $1')]),
    ).toEqual([
      ['alertmanager-prometheusRule.yaml', 61, 'alert AlertmanagerClusterFailedToSendAlerts job'],
      ['alertmanager-prometheusRule.yaml', 76, 'alert AlertmanagerClusterFailedToSendAlerts job'],
      ['alertmanager-prometheusRule.yaml', 91, 'alert AlertmanagerConfigInconsistent job'],
      ['alertmanager-prometheusRule.yaml', 104, 'alert AlertmanagerClusterDown job'],
      ['alertmanager-prometheusRule.yaml', 123, 'alert AlertmanagerClusterCrashlooping job'],
    ]);
  });
  test('records 13 series that nothing reads', () =>
    expect(messagesOf('unused-recording').map((message) => /recording (\S+) /.exec(message)![1])).toEqual([
      'instance:node_cpu:rate:sum',
      'instance:node_network_receive_bytes:rate:sum',
      'instance:node_network_transmit_bytes:rate:sum',
      'instance:node_cpu:ratio',
      'cluster:node_cpu:ratio',
      'count:up1',
      'count:up0',
      'cluster_verb_scope:apiserver_request_sli_duration_seconds_count:increase1h',
      'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_irate',
      'cluster_quantile:scheduler_scheduling_attempt_duration_seconds:histogram_quantile',
      'cluster_quantile:scheduler_scheduling_algorithm_duration_seconds:histogram_quantile',
      'cluster_quantile:scheduler_pod_scheduling_sli_duration_seconds:histogram_quantile',
      'node:node_num_cpu:sum',
    ]));
  test('has two dashboards whose panels lie on each other', () => {
    expect(messagesOf('dashboard-layout')).toEqual([
      expect.stringContaining('Multi-Cluster: panels lie on each other'),
      expect.stringContaining('Remote Write: panels lie on each other'),
    ]);
  });
  test('has 12 dashboards with numbers without a unit', () => expect(messagesOf('dashboard-unit')).toHaveLength(12));
  test('has monitors and alerts for two components of which Kubernetes makes no Service', () => {
    expect(
      findings
        .filter(({ check }) => check === 'selects-nothing')
        .map(({ file, severity, message }) => [file, severity, message.replace(/.*; /, '')]),
    ).toEqual([
      [
        'kubernetesControlPlane-serviceMonitorKubeControllerManager.yaml',
        'warning',
        'alert KubeControllerManagerDown (absent(up{job="kube-controller-manager"})) fires forever',
      ],
      [
        'kubernetesControlPlane-serviceMonitorKubeScheduler.yaml',
        'warning',
        'alert KubeSchedulerDown (absent(up{job="kube-scheduler"})) fires forever',
      ],
    ]);
  });
  test('queries one metric that its own monitor drops, and jobs that nothing scrapes', () => {
    const metrics = [...unknownMetric.run(model)]
      .map(({ message }) => message)
      .filter((message) => !message.endsWith('no rule here records'));
    expect(metrics.filter((message) => message.includes('dropped'))).toEqual([
      expect.stringMatching(
        /Storage Operation Error Rate reads storage_operation_errors_total, which is dropped before it is stored <- metricRelabelings\[7\] \(drop\) of ServiceMonitor monitoring\/kubelet, kubernetesControlPlane-serviceMonitorKubelet\.yaml:44$/,
      ),
    ]);
    expect(metrics.flatMap((message) => /up of the job (\S+), which no target has/.exec(message)?.[1] ?? [])).toEqual([
      ...Array<string>(5).fill('kubernetes-windows-exporter'),
      ...Array<string>(3).fill('kube-proxy'),
    ]);
  });
  test('has nothing else', () => {
    const known = new Set(['selects-nothing', 'template-label', 'unused-recording', 'dashboard-layout', 'dashboard-unit']);
    expect(findings.filter(({ check }) => !known.has(check))).toEqual([]);
  });
  test('says of every finding where it stands', () =>
    expect(findings.filter(({ file, line }) => file === undefined || line === undefined)).toEqual([]));
});
