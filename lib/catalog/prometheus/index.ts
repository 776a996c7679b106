import type { Watch } from '../../model/watch';
import { cataloged } from '../cataloged';
import { catalogOf } from '../source';

export const prometheusCatalog = catalogOf(() => require('./metrics.json') as typeof import('./metrics.json'));

export const prometheusWatch: Watch = { metrics: cataloged(prometheusCatalog) };
