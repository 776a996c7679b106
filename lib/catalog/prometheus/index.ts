import type { Watch } from '../../model';
import { catalogOf, sourceOf } from '../source';

export const prometheusCatalog = catalogOf(() => require('./metrics.json') as typeof import('./metrics.json'));

export const prometheusWatch: Watch = { metrics: sourceOf(prometheusCatalog) };
