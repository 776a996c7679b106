import type { Metric, Watch } from '../../lib';
import { highErrorRate, highLatency, irisApiDown, lowPredictionRate, modelNotLoaded } from './alerts';
import { irisOverview } from './dashboard';
import { irisMetrics, requestDuration } from './metrics';

export * from './alerts';
export * from './dashboard';
export * from './metrics';

export interface IrisOptions {
  /** The job that the API is scraped as. @default iris-api */
  readonly job?: string;
  /** What the API exposes. @default - the four metrics of the Iris API; with `requestDuration` among them it also gets HighLatency */
  readonly metrics?: readonly Metric[];
}

/** All that Vigie knows of the Iris API. An alert exists only where its metric does. */
export function irisWatch({ job = 'iris-api', metrics = irisMetrics }: IrisOptions = {}): Watch {
  const measuresLatency = metrics.some(({ name }) => name === requestDuration.name);
  return {
    metrics,
    alerts: [
      irisApiDown(job),
      highErrorRate(job),
      ...(measuresLatency ? [highLatency(job)] : []),
      modelNotLoaded(job),
      lowPredictionRate(job),
    ],
    dashboards: [irisOverview(job)],
  };
}
