import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '../../lib/checks';
import { unknownMetric } from '../../lib/checks/queries/unknown-metric';
import { inputFromManifests } from '../../lib/input/model';
import { alerting, foreignOf, prometheus, service, serviceMonitor } from '../support/chain';
import { findingsOf } from '../support/models';

const of = (...objects: readonly object[]) =>
  findingsOf(unknownMetric, foreignOf(...objects)).map(({ severity, message, hint }) => `${severity} ${message} | ${hint}`);
const stack = [prometheus(), service(), serviceMonitor()];
const absent = alerting('WebDown', 'absent(up{job="wbe"})');
const dns = serviceMonitor({
  name: 'dns',
  selector: { matchLabels: { 'k8s-app': 'kube-dns' } },
  more: { namespaceSelector: { matchNames: ['kube-system'] } },
});

describe('an alert over a job that nothing scrapes', () => {
  test('is found in a whole stack, with what it does', () => {
    expect(of(...stack, absent)).toEqual([
      'warning alert WebDown reads up of the job wbe, which no target has: it fires forever | Did you mean web? If not, scrape the target under this job, or drop the query.',
    ]);
    expect(of(...stack, alerting('OtherDown', 'up{job="other-job"} == 0'))).toEqual([
      expect.stringMatching(/^warning alert OtherDown reads up of the job other-job, which no target has \|/),
    ]);
  });
  test('is found beside the DNS of the cluster, whose job is not known', () => {
    expect(of(...stack, dns, absent)).toHaveLength(1);
    expect(of(...stack, dns, alerting('DnsDown', 'absent(up{job="coredns"})'))).toEqual([]);
  });
  test.each<[string, readonly object[]]>([
    ['no Prometheus is there', [service(), serviceMonitor()]],
    ['no Service of a monitor is there', [prometheus(), serviceMonitor()]],
    ['the Prometheus reads no monitor', [prometheus({ spec: { serviceMonitorSelector: null } }), service(), serviceMonitor()]],
    ['the job of a monitor is not known', [...stack, serviceMonitor({ name: 'other', selector: { matchLabels: { app: 'other' } } })]],
    [
      'the Prometheus scrapes more',
      [prometheus({ spec: { additionalScrapeConfigs: { name: 'x', key: 'y' } } }), service(), serviceMonitor()],
    ],
  ])('is not found where %s', (_, objects) => expect(of(...objects, absent)).toEqual([]));
  test('is not found where the job is scraped', () => expect(of(...stack, alerting('WebDown', 'absent(up{job="web"})'))).toEqual([]));
});

describe.each(['dist', 'dist/operator'])('what a synth writes to %s', (folder) => {
  const root = join(__dirname, '../..', folder);
  const sources = readdirSync(root)
    .filter((name) => name.endsWith('.yaml'))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
  const { model } = inputFromManifests(sources);

  test('has no broken chain from Prometheus to its targets', () => {
    const chain = new Set([
      'unselected-object',
      'selects-nothing',
      'unknown-port',
      'service-without-pods',
      'scraped-twice',
      'discovery-rights',
      'blocked-connection',
      'unknown-metric',
      'unknown-label',
    ]);
    expect(checks.filter(({ name }) => chain.has(name)).flatMap((check) => findingsOf(check, model))).toEqual([]);
  });
  test('has scrapes whose jobs are known', () =>
    expect(model.scrapes.filter(({ job }) => job === '').length / model.scrapes.length).toBeLessThan(0.2));
});
