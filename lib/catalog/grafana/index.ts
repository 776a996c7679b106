import type { Watch } from '../../model/watch';
import { cataloged } from '../cataloged';
import { catalogs } from '../catalogs';
import { grafanaDashboard } from './dashboard';

export const grafanaWatch: Watch = { metrics: cataloged(catalogs.grafana), dashboards: [grafanaDashboard] };
