import { alert, counter, dashboard, fires, gauge, histogram, promql, quiet, series, slo, stat, timeseries } from 'cdk8s-vigie';

// What the API exposes on /metrics.
export const predictions = counter('model_predictions_total', 'Predictions served.', ['predicted_class']);
export const confidence = histogram('model_confidence', 'Confidence of a prediction.', ['predicted_class'], {
  buckets: [0, 0.5, 0.7, 0.8, 0.9, 0.95, 1],
});
export const loaded = gauge('model_loaded', '1 while the model is loaded.');
export const errors = counter('api_errors_total', 'Errors.', ['error_type', 'endpoint']);
export const metrics = [predictions, confidence, loaded, errors];

const errorRatio = promql`sum(rate(${errors}[5m])) / (sum(rate(${predictions}[5m])) + sum(rate(${errors}[5m])))`;

export const highErrorRate = alert('HighErrorRate', {
  expr: promql`${errorRatio} > 0.05`,
  for: '5m',
  severity: 'warning',
  summary: 'The Iris API fails {{ $value | humanizePercentage }} of its requests.',
  rehearsals: [
    fires('8m', {}, series(errors, { endpoint: '/predict' }, '0+10x30'), series(predictions, { predicted_class: 'setosa' }, '0+90x30')),
    quiet('16m', series(errors, { endpoint: '/predict' }, '0+2x30'), series(predictions, { predicted_class: 'setosa' }, '0+90x30')),
  ],
});

export const availability = slo('iris-availability', {
  objective: 0.99,
  bad: promql`${errors}`,
  good: promql`${predictions}`,
  summary: '99 of 100 predictions succeed.',
});

export const overview = dashboard('iris-team', {
  title: 'Iris team',
  panels: [
    stat('Model', {
      queries: [{ expr: promql`min(${loaded})` }],
      unit: 'none',
      mappings: [
        { value: 1, text: 'Loaded', color: 'green' },
        { value: 0, text: 'Not loaded', color: 'red' },
      ],
    }),
    timeseries('Predictions', {
      queries: [{ expr: promql`sum by (predicted_class) (rate(${predictions}[$__rate_interval]))`, legend: '{{predicted_class}}' }],
      unit: 'ops',
    }),
    timeseries('Confidence', {
      queries: [{ expr: promql`histogram_quantile(0.5, sum by (le) (rate(${confidence.bucket}[$__rate_interval])))`, legend: 'p50' }],
      unit: 'percentunit',
    }),
  ],
});
