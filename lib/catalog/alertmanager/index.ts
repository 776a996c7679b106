import type { Watch } from '../../model/watch';
import { cataloged } from '../cataloged';
import { catalogs } from '../catalogs';

export const alertmanagerWatch: Watch = { metrics: cataloged(catalogs.alertmanager) };
