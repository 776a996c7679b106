import { type Alert, alert, fires, promql, quiet, series, up } from '../../lib';
import { errors, loaded, predictions, requestDuration } from './metrics';

const component = 'api';

/** A target that is found but does not answer has up = 0; one that discovery no longer finds has no `up` at all. */
export const irisApiDown = (job: string): Alert =>
  alert('IrisAPIDown', {
    expr: promql`${up}{job="${job}"} == 0 or absent(${up}{job="${job}"})`,
    for: '1m',
    severity: 'critical',
    component,
    summary: 'The Iris API {{ with $labels.pod }}on pod {{ . }} {{ end }}does not answer.',
    description:
      'Prometheus has had no metrics from job {{ $labels.job }} for 1 minute: ' +
      'no pod is found, or one that is found does not answer on /metrics.',
    rehearsals: [
      fires('4m', { job, pod: 'iris-0' }, series(up, { job, pod: 'iris-0' }, '1x2 0x10')),
      fires('5m', { job, pod: 'iris-1' }, series(up, { job, pod: 'iris-0' }, '1x20'), series(up, { job, pod: 'iris-1' }, '1x2 0x10')),
      fires('12m', { job }, series(up, { job, pod: 'iris-0' }, '1x2 _x20')),
      quiet('5m', series(up, { job, pod: 'iris-0' }, '1x10')),
      quiet('3m', series(up, { job, pod: 'iris-0' }, '1 1 1 0 1x10')),
    ],
  });

/** The share of requests that end in an error. A counter with labels has no series before its first event, so none counts as 0. */
export const errorRatio = (job: string) => promql`
  sum(rate(${errors}{job="${job}"}[5m]))
  /
  (sum(rate(${errors}{job="${job}"}[5m])) + (sum(rate(${predictions}{job="${job}"}[5m])) or vector(0)))`;

export const highErrorRate = (job: string): Alert =>
  alert('HighErrorRate', {
    expr: promql`${errorRatio(job)} > 0.05`,
    for: '5m',
    severity: 'warning',
    component,
    summary: 'The Iris API fails {{ $value | humanizePercentage }} of its requests.',
    description:
      'More than 5% of the requests of the last 5 minutes ended in an error, for 5 minutes. ' +
      'The dashboard "Iris API - Overview" shows them by type.',
    rehearsals: [
      fires(
        '8m',
        {},
        series(errors, { job, error_type: 'ValueError', endpoint: '/predict' }, '0+10x30'),
        series(predictions, { job, predicted_class: 'setosa' }, '0+90x30'),
      ),
      fires('16m', {}, series(errors, { job, error_type: 'ValueError', endpoint: '/predict' }, '0+1x30')),
      quiet(
        '16m',
        series(errors, { job, error_type: 'ValueError', endpoint: '/predict' }, '0+4x30'),
        series(predictions, { job, predicted_class: 'setosa' }, '0+96x30'),
      ),
      // No error since the API was started again: the counter with labels is gone.
      quiet(
        '16m',
        series(errors, { job, error_type: 'ValueError', endpoint: '/predict' }, '0x3 stale'),
        series(predictions, { job, predicted_class: 'setosa' }, '0+100x30'),
      ),
    ],
  });

/** For an API that measures its requests; the Iris API of the source does not. */
export const highLatency = (job: string): Alert =>
  alert('HighLatency', {
    expr: promql`histogram_quantile(0.95, sum by (le) (rate(${requestDuration.bucket}{job="${job}"}[5m]))) > 1`,
    for: '5m',
    severity: 'warning',
    component,
    summary: 'A slow request of the Iris API takes {{ $value | humanizeDuration }}.',
    description: 'One request in twenty took longer than 1 second during the last 5 minutes, for 5 minutes.',
    rehearsals: [
      fires(
        '16m',
        {},
        series(requestDuration.bucket, { job, le: '1.0' }, '0+50x30'),
        series(requestDuration.bucket, { job, le: '2.5' }, '0+100x30'),
        series(requestDuration.bucket, { job, le: '+Inf' }, '0+100x30'),
      ),
      quiet(
        '16m',
        series(requestDuration.bucket, { job, le: '1.0' }, '0+99x30'),
        series(requestDuration.bucket, { job, le: '2.5' }, '0+100x30'),
        series(requestDuration.bucket, { job, le: '+Inf' }, '0+100x30'),
      ),
    ],
  });

export const modelNotLoaded = (job: string): Alert =>
  alert('ModelNotLoaded', {
    expr: promql`${loaded}{job="${job}"} == 0`,
    for: '2m',
    severity: 'critical',
    component,
    summary: 'The Iris API {{ with $labels.pod }}on pod {{ . }} {{ end }}has no model.',
    description: 'The API runs but its model has not been loaded for 2 minutes: it cannot predict.',
    rehearsals: [
      fires('7m', { job, pod: 'iris-0' }, series(loaded, { job, pod: 'iris-0' }, '1x3 0x10')),
      quiet('8m', series(loaded, { job, pod: 'iris-0' }, '1x20')),
      quiet('5m', series(loaded, { job, pod: 'iris-0' }, '0 1x20')),
    ],
  });

export const lowPredictionRate = (job: string): Alert =>
  alert('LowPredictionRate', {
    expr: promql`60 * (sum(rate(${predictions}{job="${job}"}[10m])) or vector(0)) < 0.1`,
    for: '10m',
    severity: 'info',
    component,
    summary: 'The Iris API serves {{ $value | printf "%.2f" }} predictions a minute.',
    description: 'Fewer than one prediction in 10 minutes was served, for 10 minutes: nobody asks, or requests do not arrive.',
    rehearsals: [
      fires('15m', {}, series(predictions, { job, predicted_class: 'setosa' }, '7x40')),
      // Three in an hour, and thirty.
      fires('30m', {}, series(predictions, { job, predicted_class: 'setosa' }, '0+0.05x40')),
      fires('30m', {}, series(up, { job }, '1x40')),
      quiet('30m', series(predictions, { job, predicted_class: 'setosa' }, '0+0.5x40')),
    ],
  });
