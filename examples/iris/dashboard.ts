import { type Dashboard, dashboard, promql, stat, timeseries, up } from '../../lib';
import { confidence, errors, loaded, predictions } from './metrics';

/** What the API predicts, how sure it is, what fails, and whether it can work at all. */
export const irisOverview = (job: string): Dashboard => {
  const chosen = `{job="${job}", pod=~"$pod"}`;
  const quantile = (share: number) =>
    promql`histogram_quantile(${share}, sum by (le) (rate(${confidence.bucket}${chosen}[$__rate_interval])))`;
  return dashboard('iris-api-overview', {
    title: 'Iris API - Overview',
    description: 'Predictions, confidence and errors of the Iris API.',
    tags: ['iris', 'mlops'],
    variables: [{ name: 'pod', label: 'Pod', from: promql`${up}{job="${job}"}`, of: 'pod', multi: true }],
    panels: [
      stat('Model Loaded Status', {
        description: 'Loaded only if every chosen pod has its model.',
        queries: [{ expr: promql`min(${loaded}${chosen})`, legend: 'Model' }],
        unit: 'none',
        mappings: [
          { value: 1, text: 'Loaded', color: 'green' },
          { value: 0, text: 'Not loaded', color: 'red' },
        ],
        thresholds: [
          { from: null, color: 'red' },
          { from: 1, color: 'green' },
        ],
      }),
      stat('Total Predictions', {
        description: 'Since the pods that run now were started.',
        queries: [{ expr: promql`sum(${predictions}${chosen})`, legend: 'Predictions' }],
        unit: 'short',
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
        unit: 'ops',
        min: 0,
        stacked: true,
        width: 24,
      }),
      timeseries('Model Confidence Distribution', {
        description: 'Half of the predictions are at least as sure as p50; one in twenty is at least as sure as p95.',
        queries: [
          { expr: quantile(0.5), legend: 'p50' },
          { expr: quantile(0.95), legend: 'p95' },
        ],
        unit: 'percentunit',
        min: 0,
        max: 1,
      }),
      timeseries('API Errors Rate', {
        description: 'Errors per second, by type.',
        queries: [{ expr: promql`sum by (error_type) (rate(${errors}${chosen}[$__rate_interval]))`, legend: '{{error_type}}' }],
        unit: 'ops',
        min: 0,
        stacked: true,
      }),
    ],
  });
};
