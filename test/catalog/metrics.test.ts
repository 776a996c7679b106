import { expect, test } from 'vitest';
import { catalogOf, exposes, metricsOf, seriesNames } from '../../lib/catalog/source';
import { hasLabel } from '../support/catalog';

const entry = { labels: [] as string[], help: '', from: ['live'] };
const file = {
  program: 'shop',
  version: '1.0',
  sources: {},
  open: ['shop_plugin_'],
  counter: { shop_orders_total: { ...entry, labels: ['country'], labelValues: { country: ['de', 'fr'] } } },
  gauge: { shop_up: entry, shop_item_labels: { ...entry, labels: ['item'], openLabels: ['label_'] } },
  histogram: { shop_request_seconds: { ...entry, labels: ['path'], buckets: [0.1, 1] } },
  summary: { shop_wait_seconds: entry, shop_size_bytes: { ...entry, bare: true } },
  untyped: {},
};
const shop = catalogOf(() => file);
const metrics = metricsOf(shop);

test('a metric of a catalogue has its name, type, labels and label values', () => {
  expect(metrics.shop_orders_total).toEqual({
    name: 'shop_orders_total',
    type: 'counter',
    help: '',
    labels: ['country'],
    labelValues: { country: ['de', 'fr'] },
  });
});

test('a histogram of a catalogue names its three series, and keeps its buckets', () => {
  const { bucket, sum, count, buckets } = metrics.shop_request_seconds;
  expect({ bucket, sum, count, buckets }).toEqual({
    bucket: 'shop_request_seconds_bucket',
    sum: 'shop_request_seconds_sum',
    count: 'shop_request_seconds_count',
    buckets: [0.1, 1],
  });
});

test('a summary of a catalogue names its sum and count', () => {
  expect([metrics.shop_wait_seconds.sum, metrics.shop_wait_seconds.count]).toEqual(['shop_wait_seconds_sum', 'shop_wait_seconds_count']);
});

test('a name that the catalogue does not have is a type error, and so are the buckets of a gauge', () => {
  // @ts-expect-error
  expect(metrics.shop_order_total).toBeUndefined();
  // @ts-expect-error
  expect(metrics.shop_up.bucket).toBeUndefined();
});

test('a metric is made once, so that it can be compared by identity', () => {
  expect(metrics.shop_up).toBe(metrics.shop_up);
});

test('the metrics of a catalogue can be listed', () => {
  expect(Object.keys(metrics)).toEqual([
    'shop_orders_total',
    'shop_up',
    'shop_item_labels',
    'shop_request_seconds',
    'shop_wait_seconds',
    'shop_size_bytes',
  ]);
});

test('a catalogue is read when a metric is first asked for, and only once', () => {
  let reads = 0;
  const lazy = metricsOf(catalogOf(() => (reads++, file)));
  expect(reads).toBe(0);
  expect([lazy.shop_up.name, lazy.shop_orders_total.name]).toEqual(['shop_up', 'shop_orders_total']);
  expect(reads).toBe(1);
});

test.each([
  ['shop_orders_total', 'yes'],
  ['shop_orders', 'no'],
  ['shop_request_seconds_bucket', 'yes'],
  ['shop_request_seconds_sum', 'yes'],
  ['shop_request_seconds', 'unknown'],
  ['shop_up_count', 'no'],
  ['shop_up_bucket', 'no'],
  ['shop_wait_seconds', 'yes'],
  ['shop_wait_seconds_bucket', 'no'],
  ['shop_size_bytes', 'no'],
  ['shop_size_bytes_sum', 'yes'],
  ['shop_plugin_x', 'unknown'],
  ['constructor', 'no'],
])('%s: is it exposed? %s', (series, answer) => {
  expect(exposes(shop, series)).toBe(answer);
});

test.each([
  ['shop_orders_total', 'country', 'yes'],
  ['shop_orders_total', 'county', 'no'],
  ['shop_item_labels', 'label_app', 'unknown'],
  ['shop_item_labels', 'app', 'no'],
  ['shop_request_seconds_bucket', 'le', 'yes'],
  ['shop_request_seconds_count', 'le', 'no'],
  ['shop_wait_seconds', 'quantile', 'yes'],
  ['shop_plugin_x', 'country', 'unknown'],
])('%s: does it have the label %s? %s', (series, label, answer) => {
  expect(hasLabel(shop, series, label)).toBe(answer);
});

test('the bare name of a summary without quantiles is no series', () => {
  expect([...seriesNames(shop)]).toEqual([
    'shop_orders_total',
    'shop_up',
    'shop_item_labels',
    'shop_request_seconds_bucket',
    'shop_request_seconds_sum',
    'shop_request_seconds_count',
    'shop_wait_seconds',
    'shop_wait_seconds_sum',
    'shop_wait_seconds_count',
    'shop_size_bytes_sum',
    'shop_size_bytes_count',
  ]);
});
