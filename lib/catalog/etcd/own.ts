import { catalogs } from '../catalogs';
import { historiesOf } from '../rehearsed';
import { metricsOf } from '../source';

const at = { job: 'etcd', instance: '10.0.0.1:2381' };

/** What the alerts about etcd have in common. */
export const aboutEtcd = {
  own: metricsOf(catalogs.etcd),
  component: 'etcd',
  at,
  of: historiesOf(at),
  who: 'etcd {{ $labels.instance }}',
  /** Other programs count their calls by the same names as etcd. */
  job: `job="${at.job}"`,
} as const;
