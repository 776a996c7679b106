import { describe, expect, test } from 'vitest';
import { unselectedObject } from '../../../lib/checks/targets/unselected-object';
import { alerting, foreignOf, podMonitor, prometheus, serviceMonitor, unplaced } from '../../support/chain';
import { findingsOf, objectsModel } from '../../support/models';

const of = (...objects: readonly object[]) => findingsOf(unselectedObject, foreignOf(...objects));
const release = { matchLabels: { release: 'kps' } };
const namespace = (name: string, labels: object = {}) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
const api = 'monitoring.coreos.com/v1';
const ofKind = (kind: string) => ({ apiVersion: api, kind, metadata: { name: 'x', namespace: 'shop' }, spec: {} });

describe('a ServiceMonitor beside a Prometheus', () => {
  test('that selects all is read', () => expect(of(prometheus(), serviceMonitor())).toEqual([]));
  test('without the label that is asked for is found', () => {
    expect(of(prometheus({ name: 'kps', spec: { serviceMonitorSelector: release } }), serviceMonitor())).toEqual([
      expect.objectContaining({
        severity: 'warning',
        object: 'ServiceMonitor shop/web',
        message:
          'Prometheus monitoring/kps does not read it: its serviceMonitorSelector asks for release=kps, and this has no label release',
        hint: 'Label it release=kps.',
      }),
    ]);
  });
  test('with another value of the label is found', () =>
    expect(
      of(prometheus({ spec: { serviceMonitorSelector: release } }), serviceMonitor({ labels: { release: 'x' } }))[0]!.message,
    ).toContain('this has release=x'));
  test('is found by an expression', () =>
    expect(
      of(
        prometheus({ spec: { serviceMonitorSelector: { matchExpressions: [{ key: 'skip', operator: 'DoesNotExist' }] } } }),
        serviceMonitor({ labels: { skip: '' } }),
      ),
    ).toHaveLength(1));
  test('is found where the selector is not set', () => {
    for (const serviceMonitorSelector of [undefined, null])
      expect(of(prometheus({ spec: { serviceMonitorSelector } }), serviceMonitor())).toEqual([
        expect.objectContaining({ hint: expect.stringContaining('serviceMonitorSelector: {} for all') }),
      ]);
  });
  test('in another namespace is found where only the own one is looked at', () => {
    expect(of(prometheus({ spec: { serviceMonitorNamespaceSelector: undefined } }), serviceMonitor())[0]!.message).toContain(
      'without a serviceMonitorNamespaceSelector it looks only in its own namespace',
    );
    expect(of(prometheus({ spec: { serviceMonitorNamespaceSelector: undefined } }), serviceMonitor({ namespace: 'monitoring' }))).toEqual(
      [],
    );
  });
  test('is judged by the labels of its namespace only where they are known', () => {
    const asking = prometheus({ spec: { serviceMonitorNamespaceSelector: { matchLabels: { team: 'a' } } } });
    expect(of(asking, serviceMonitor())).toEqual([]);
    expect(of(asking, serviceMonitor(), namespace('shop', { team: 'a' }))).toEqual([]);
    expect(of(asking, serviceMonitor(), namespace('shop'))[0]!.message).toContain('asks for namespaces with team=a, and shop is none');
  });
  test('is judged by the name of its namespace always', () => {
    const named = (...values: readonly string[]) =>
      prometheus({
        spec: { serviceMonitorNamespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }] } },
      });
    expect(of(named('shop'), serviceMonitor())).toEqual([]);
    expect(of(named('other'), serviceMonitor())).toHaveLength(1);
  });
  test('is read where one of several reads it', () => {
    const strict = prometheus({ spec: { serviceMonitorSelector: release } });
    expect(of(strict, prometheus({ name: 'b' }), serviceMonitor())).toEqual([]);
    expect(of(strict, prometheus({ name: 'b', kind: 'PrometheusAgent' }), serviceMonitor())).toEqual([]);
    expect(of(strict, prometheus({ name: 'b', spec: { serviceMonitorSelector: null } }), serviceMonitor())).toEqual([
      expect.objectContaining({ message: expect.stringContaining('nor does any other here') }),
    ]);
  });
  test('is an error where it is declared here', () =>
    expect(findingsOf(unselectedObject, objectsModel(prometheus({ spec: { serviceMonitorSelector: null } }), serviceMonitor()))).toEqual([
      expect.objectContaining({ severity: 'error' }),
    ]));
  test('is not judged by a namespace that one of them gets when it is applied', () => {
    const own = prometheus({ spec: { serviceMonitorNamespaceSelector: undefined } });
    const named = prometheus({ spec: { serviceMonitorNamespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'x' } } } });
    for (const objects of [
      [unplaced(own), serviceMonitor()],
      [own, unplaced(serviceMonitor())],
      [named, unplaced(serviceMonitor())],
    ])
      expect(of(...objects)).toEqual([]);
    expect(of(own, serviceMonitor())).toHaveLength(1);
  });
  test('is not judged where no Prometheus is there', () => expect(of(serviceMonitor())).toEqual([]));
});

describe('every kind that is read', () => {
  test.each([
    ['ServiceMonitor', 'serviceMonitor'],
    ['PodMonitor', 'podMonitor'],
    ['Probe', 'probe'],
    ['ScrapeConfig', 'scrapeConfig'],
    ['PrometheusRule', 'rule'],
  ])('%s is read by its own selector', (kind, field) => {
    expect(of(prometheus(), ofKind(kind))).toEqual([]);
    expect(of(prometheus({ spec: { [`${field}Selector`]: null } }), ofKind(kind))).toHaveLength(1);
  });
  test('a rule may be for a ThanosRuler', () => {
    const ruler = { apiVersion: api, kind: 'ThanosRuler', metadata: { name: 'r', namespace: 'shop' }, spec: { ruleSelector: {} } };
    expect(of(prometheus({ spec: { ruleSelector: null } }), ruler, alerting('A', 'up == 0'))).toEqual([]);
  });
  test('an agent reads no rules', () =>
    expect(of(prometheus({ kind: 'PrometheusAgent' }), alerting('A', 'up == 0'), podMonitor())).toEqual([]));
  test('an AlertmanagerConfig is read by its Alertmanager, or is its configuration', () => {
    const alertmanager = (spec: object) => ({ apiVersion: api, kind: 'Alertmanager', metadata: { name: 'm', namespace: 'shop' }, spec });
    const config = {
      apiVersion: 'monitoring.coreos.com/v1alpha1',
      kind: 'AlertmanagerConfig',
      metadata: { name: 'c', namespace: 'shop' },
      spec: {},
    };
    expect(of(alertmanager({}), config)).toEqual([
      expect.objectContaining({
        message: 'Alertmanager shop/m does not read it: it has no alertmanagerConfigSelector, and so reads no AlertmanagerConfig',
      }),
    ]);
    expect(of(alertmanager({ alertmanagerConfigSelector: {} }), config)).toEqual([]);
    expect(of(alertmanager({ alertmanagerConfiguration: { name: 'c' } }), config)).toEqual([]);
  });
});

test('objects that are not as they should be make the check not fail', () => {
  for (const spec of [
    undefined,
    null,
    'x',
    { serviceMonitorSelector: 'x', serviceMonitorNamespaceSelector: [] },
    { serviceMonitorSelector: { matchLabels: null, matchExpressions: [{ key: 'a', operator: 'In', values: null }] } },
  ])
    expect(() => of({ ...ofKind('Prometheus'), spec }, serviceMonitor())).not.toThrow();
});
