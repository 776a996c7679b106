import { describe, expect, test } from 'vitest';
import { alert, attach, existing, gauge, type InstalledStack, installedFrom, kubePrometheus, promql } from '../../../lib';
import { stackOf } from '../../support/stacks';
import { sharedData } from './data';

const fromManifests = installedFrom(sharedData('kube-prometheus-manifests'));
const waiting = gauge('jobs_waiting', 'Jobs that wait.', ['queue']);
const attachedTo = (to: InstalledStack, expr = 'sum(jobs_waiting) > 1') =>
  stackOf(
    (stack) =>
      stack.monitor(
        { name: 'worker', labels: { app: 'worker' }, port: 'http', namespace: 'storage' },
        {
          metrics: [waiting],
          alerts: [
            alert('Piled', {
              expr: promql(Object.assign([expr], { raw: [expr] }) as unknown as TemplateStringsArray),
              severity: 'warning',
              summary: 'x',
              labels: { namespace: 'shop' },
            }),
          ],
        },
      ),
    { namespace: existing('shop'), routing: undefined, backend: attach(to) },
  );
const found = (stack: ReturnType<typeof attachedTo>) =>
  stack.findings().flatMap(({ check, severity, message }) => (check === 'unrehearsed' ? [] : [`${severity} ${check}: ${message}`]));

describe('the preset kubePrometheus()', () => {
  test('writes what is written for the manifests themselves', () =>
    expect(attachedTo(kubePrometheus()).apiObjects.map((object) => object.toJson())).toEqual(
      attachedTo(fromManifests).apiObjects.map((object) => object.toJson()),
    ));

  test('has no job that the manifests do not have', () => {
    const jobs = (of: InstalledStack) => new Set(of.read().scrapes.map(({ job, reach: { namespace } }) => `${job} in ${namespace}`));
    // Which labels the Service of the cluster's DNS has is not in the manifests.
    const real = jobs(fromManifests).add('kube-dns in kube-system');
    expect([...jobs(kubePrometheus())].filter((job) => !real.has(job))).toEqual([]);
  });
});

describe('a stack that is attached to the manifests of kube-prometheus', () => {
  test('has no finding', () => expect(found(attachedTo(fromManifests))).toEqual([]));

  test.each([
    'node_load1{job="node-exporter"} > 5',
    'kube_pod_status_phase{job="kube-state-metrics", namespace="shop", phase="Failed"} > 0',
    'instance:node_cpu_utilisation:rate5m{job="node-exporter"} > 0.9',
    'cluster_quantile:apiserver_request_sli_duration_seconds:histogram_quantile{quantile="0.99"} > 1',
  ])('may read what is scraped and recorded there: %s', (expr) => expect(found(attachedTo(fromManifests, expr))).toEqual([]));

  test('has a misspelt metric of its jobs found', () =>
    expect(found(attachedTo(fromManifests, 'node_cpu_secnds_total{job="node-exporter"} > 1'))).toEqual([
      'error unknown-metric: alert Piled reads node_cpu_secnds_total, which job node-exporter does not expose',
    ]));
});
