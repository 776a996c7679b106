import { inFile, type Mutation } from './mutation';

/** Matchers that take nothing, or exclude nothing. */
export const matchers: readonly Mutation[] = [
  ...inFile('platform', 'recordings.yaml', [
    {
      name: 'a bucket is asked for by a whole number',
      replace: ['_seconds_bucket{job="prometheus"}', '_seconds_bucket{job="prometheus", le="1"}'],
      points: 'le="1"',
      finds: 'float-label',
      says: /Write "1\.0"/,
    },
    {
      name: 'a bucket is asked for by a whole number among others',
      replace: ['_seconds_bucket{job="prometheus"}', '_seconds_bucket{job="prometheus", le=~"0.1|120"}'],
      points: 'le=~"0.1|120"',
      finds: 'float-label',
      says: /Write "120\.0"/,
    },
    {
      name: 'two jobs stand in an equality',
      replace: ['alertmanager_notifications_total{job="alertmanager"}', 'alertmanager_notifications_total{job="alertmanager|prometheus"}'],
      points: 'job="alertmanager|prometheus"',
      finds: 'regexp-in-equality',
      says: /write job=~"alertmanager\|prometheus"/,
    },
    {
      name: 'two namespaces stand in an inequality',
      replace: [
        'alertmanager_notifications_total{job="alertmanager"}',
        'alertmanager_notifications_total{job="alertmanager", namespace!="shop|mlops"}',
      ],
      points: 'namespace!="shop|mlops"',
      finds: 'regexp-in-equality',
      says: /write namespace!~"shop\|mlops"/,
    },
    {
      name: 'a mode of a processor is misspelt',
      replace: ['mode="idle"', 'mode="idel"'],
      points: 'mode="idel"',
      finds: 'unknown-label-value',
      says: /Did you mean idle\?/,
    },
    {
      name: 'a mode of a processor is not there',
      replace: ['mode="idle"', 'mode=~"sleep.*"'],
      points: 'mode=~"sleep.*"',
      finds: 'unknown-label-value',
      says: /Write one of them/,
    },
  ]),
  ...inFile('platform', 'dashboards.yaml', [
    {
      name: 'several handlers stand in an equality',
      replace: ['handler=~\\"$handler\\"', 'handler=\\"$handler\\"'],
      points: 'handler=\\"$handler\\"',
      finds: 'multi-value-variable',
      says: /Write handler=~"\$handler"/,
    },
  ]),
  ...inFile('oncall', 'dashboard.json', [
    {
      name: 'all clusters stand in an equality',
      after: '"targets": ',
      replace: ['cluster=~\\"$cluster\\"', 'cluster=\\"$cluster\\"'],
      points: 'cluster=\\"$cluster\\"',
      finds: 'multi-value-variable',
      says: /Write cluster=~"\$cluster"/,
    },
  ]),
];
