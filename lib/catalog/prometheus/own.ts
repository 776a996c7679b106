import { catalogs } from '../catalogs';
import { metricsOf } from '../source';

/** What the alerts about Prometheus itself have in common. */
export const aboutPrometheus = {
  own: metricsOf(catalogs.prometheus),
  component: 'prometheus',
  /** The labels of the metrics of one Prometheus. */
  at: { job: 'prometheus', instance: '10.0.0.7:9090' },
  who: 'Prometheus {{ $labels.instance }}',
} as const;
