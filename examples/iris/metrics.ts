import { counter, gauge, histogram } from '../../lib';

const classes = { predicted_class: ['setosa', 'versicolor', 'virginica'] };

export const predictions = counter('model_predictions_total', 'Predictions served, by the class that was predicted.', ['predicted_class'], {
  labelValues: classes,
});

export const confidence = histogram('model_confidence', 'Confidence of a prediction, between 0 and 1.', ['predicted_class'], {
  labelValues: classes,
  buckets: [0, 0.5, 0.7, 0.8, 0.9, 0.95, 1],
});

export const loaded = gauge('model_loaded', '1 while the model is loaded, 0 while it is not.');

export const errors = counter('api_errors_total', 'Errors, by their type and the endpoint that gave them.', ['error_type', 'endpoint']);

/** Optional: the API of the source does not measure it. An app that declares it gets HighLatency. */
export const requestDuration = histogram('http_request_duration_seconds', 'Duration of an HTTP request in seconds.', [
  'method',
  'endpoint',
]);

export const irisMetrics = [predictions, confidence, loaded, errors] as const;
