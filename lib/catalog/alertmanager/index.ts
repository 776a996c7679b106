import type { Watch } from '../../model/watch';
import { cataloged } from '../cataloged';
import { catalogOf } from '../source';

export const alertmanagerCatalog = catalogOf(() => require('./metrics.json') as typeof import('./metrics.json'));

export const alertmanagerWatch: Watch = { metrics: cataloged(alertmanagerCatalog) };
