import type { Watch } from '../../model/watch';
import { cataloged } from '../cataloged';
import { catalogs } from '../catalogs';
import { limitAlerts } from './alerts';

export const prometheusWatch: Watch = { metrics: cataloged(catalogs.prometheus), alerts: limitAlerts };
