import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type CatalogedMetrics, catalog, gauge, type Metric, metricsFrom, promql, type Query } from '../../lib';
import { backends, everyBackend, messagesOf, stackOf } from '../support/stacks';

const shop = metricsFrom('test/input/fixtures/metrics.txt');

describe('metricsFrom()', () => {
  test('knows names, types, labels and buckets of a text', () => {
    expect(shop.find('shop_orders_total')).toMatchObject({ type: 'counter', labels: ['country', 'result'] });
    expect(shop.find('shop_seconds_bucket')).toMatchObject({ type: 'counter', labels: ['le'], buckets: [0.1, 0.3] });
    expect([...shop.names()]).toEqual(['shop_orders_total', 'shop_seconds_bucket', 'shop_seconds_sum', 'shop_seconds_count']);
  });

  test('takes it as whole, but for what is named there without a sample', () => {
    expect(shop.exposes('shop_orders_total')).toBe('yes');
    expect(shop.exposes('shop_order_total')).toBe('no');
    expect(shop.exposes('shop_refunds_total')).toBe('unknown');
  });

  const folder = mkdtempSync(join(tmpdir(), 'vigie-metrics-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  test.each([
    ['up 1\n<html>\n', /:2: it is no line of \/metrics/],
    ['# TYPE up gauge\n', /has no samples/],
    ['up{job="a" 1\n', /:1: it is no line/],
  ])('says what is wrong with %j', (text, message) => {
    const file = join(folder, 'metrics.txt');
    writeFileSync(file, text);
    const stack = stackOf((one) => one.monitor({ name: 'shop', labels: { app: 'shop' }, port: 1 }, { metrics: metricsFrom(file) }));
    expect(stack.findings()).toMatchObject([{ severity: 'error', message: expect.stringMatching(message) }]);
  });

  test('says that a file is not there', () => {
    expect(metricsFrom('nowhere.txt').problems).toMatchObject([{ message: 'nowhere.txt cannot be read' }]);
  });
});

const toldOf = (metrics: readonly (Metric | CatalogedMetrics)[], expr: Query, backend = everyBackend[0]!) =>
  messagesOf(
    stackOf(
      (stack) =>
        stack.monitor(
          { name: 'shop', labels: { app: 'shop' }, port: 8080 },
          { metrics, recordings: [{ kind: 'recording', name: 'job:shop:sum', expr }] },
        ),
      { backend },
    ),
    'unknown-metric',
  );

describe.each(everyBackend)('what a target exposes, in $name', (backend) => {
  test('may be a text and metrics of its own', () => {
    const own = gauge('shop_waiting', 'Orders that wait.');
    expect(toldOf([shop, own], promql`sum by (job) (rate(shop_orders_total[5m])) + sum by (job) (${own})`, backend)).toEqual([]);
    expect(toldOf([shop, own], promql`sum by (job) (rate(shop_order_total[5m]))`, backend)).toHaveLength(1);
  });

  test('may be a catalogue', () => {
    expect(toldOf([catalog.node], promql`sum by (job) (node_memory_MemAvailable_bytes)`, backend)).toEqual([]);
  });
});

// An installed stack scrapes a node exporter of its own, of a version that is not known.
test.each(backends)('a misspelt name of a catalogue is found in $name', (backend) => {
  expect(toldOf([catalog.node], promql`sum by (job) (node_memory_MemAvailabel_bytes)`, backend)).toHaveLength(1);
});
