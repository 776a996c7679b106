import { type Dashboard, dashboard, heatmap, promql, stat, timeseries, up } from '../../lib';
import { highErrorRate, irisApiDown, modelNotLoaded } from './alerts';
import { confidence, errors, loaded, predictions } from './metrics';

/** What the API predicts, how sure it is, what fails, and whether it can work at all. */
export const irisOverview = (job: string): Dashboard => {
  const chosen = `{job="${job}", pod=~"$pod"}`;
  const quantile = (share: number) =>
    promql`histogram_quantile(${share}, sum by (le) (rate(${confidence.bucket}${chosen}[$__rate_interval])))`;
  const meanConfidence = promql`sum(rate(${confidence.sum}${chosen}[$__rate_interval])) / sum(rate(${confidence.count}${chosen}[$__rate_interval]))`;
  // A counter with labels has no series before its first event.
  const predictionRate = promql`(sum(rate(${predictions}${chosen}[$__rate_interval])) or vector(0))`;
  const errorRate = promql`(sum(rate(${errors}${chosen}[$__rate_interval])) or vector(0))`;
  return dashboard('iris-api-overview', {
    title: 'Iris API - Overview',
    description: 'Predictions, confidence and errors of the Iris API.',
    tags: ['iris', 'mlops'],
    variables: [{ name: 'pod', label: 'Pod', from: promql`${up}{job="${job}"}`, of: 'pod', multi: true }],
    annotations: [{ name: 'Alerts', alerts: [irisApiDown(job), modelNotLoaded(job), highErrorRate(job)] }],
    panels: [
      stat('Model Loaded Status', {
        description: 'Loaded only if every chosen pod has its model. Not scraped: no pod answers Prometheus.',
        queries: [{ expr: promql`min(${loaded}${chosen})` }],
        unit: 'none',
        noValue: 'Not scraped',
        mappings: [
          { value: 1, text: 'Loaded', color: 'green' },
          { value: 0, text: 'Not loaded', color: 'red' },
        ],
        thresholds: [
          { from: null, color: 'red' },
          { from: 1, color: 'green' },
        ],
      }),
      stat('Failed Requests', {
        description: 'The share of requests that end in an error. Above 5% for 5 minutes, HighErrorRate fires.',
        queries: [{ expr: promql`${errorRate} / (${errorRate} + ${predictionRate} > 0)` }],
        unit: 'percentunit',
        decimals: 1,
        noValue: 'No requests',
        thresholds: [
          { from: null, color: 'green' },
          { from: 0.05, color: 'red' },
        ],
      }),
      stat('Predictions per Second', {
        description: 'Of all classes together.',
        queries: [{ expr: predictionRate }],
        unit: 'reqps',
        decimals: 2,
        min: 0,
        graph: 'area',
      }),
      stat('Mean Confidence', {
        description: 'How sure the predictions are on average, between 0 and 1.',
        queries: [{ expr: meanConfidence }],
        unit: 'percentunit',
        decimals: 1,
        min: 0,
        noValue: 'No predictions',
        graph: 'area',
      }),
      stat('Total Predictions', {
        description: 'Since the pods that run now were started.',
        queries: [{ expr: promql`sum(${predictions}${chosen})` }],
        unit: 'locale',
        decimals: 0,
      }),
      timeseries('Model Predictions Rate', {
        description: 'Predictions per second, by the class that was predicted.',
        queries: [
          {
            expr: promql`sum by (predicted_class) (rate(${predictions}${chosen}[$__rate_interval]))`,
            legend: '{{predicted_class}}',
          },
        ],
        unit: 'reqps',
        decimals: 2,
        min: 0,
        stacked: true,
      }),
      timeseries('API Errors Rate', {
        description: 'Errors per second, by type. None at all before the first error.',
        queries: [{ expr: promql`sum by (error_type) (rate(${errors}${chosen}[$__rate_interval]))`, legend: '{{error_type}}' }],
        unit: 'ops',
        decimals: 3,
        min: 0,
        color: 'red',
        noValue: 'No error so far',
        stacked: true,
      }),
      timeseries('Model Confidence Distribution', {
        description:
          'One prediction in ten is at most as sure as p10, half are at least as sure as p50. A model that gets unsure shows in p10 first.',
        queries: [
          { expr: quantile(0.1), legend: 'p10', color: 'orange' },
          { expr: quantile(0.5), legend: 'p50', color: 'green' },
          { expr: quantile(0.95), legend: 'p95', color: 'blue' },
          { expr: quantile(0.99), legend: 'p99', color: 'purple' },
          { expr: meanConfidence, legend: 'mean', color: 'yellow' },
        ],
        unit: 'percentunit',
        decimals: 1,
        max: 1,
        axis: { soft: [0.5, 1] },
      }),
      heatmap('Confidence of Predictions', {
        description: 'How many predictions fall into each range of confidence: the darker, the more.',
        queries: [{ expr: promql`sum by (le) (rate(${confidence.bucket}${chosen}[$__rate_interval]))` }],
        unit: 'percentunit',
      }),
    ],
  });
};
