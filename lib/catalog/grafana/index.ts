import type { Watch } from '../../model/watch';
import { cataloged } from '../cataloged';
import { catalogs } from '../catalogs';

export const grafanaWatch: Watch = { metrics: cataloged(catalogs.grafana) };
