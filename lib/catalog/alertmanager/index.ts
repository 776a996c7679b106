import type { Watch } from '../../model';
import { catalogOf, sourceOf } from '../source';

export const alertmanagerCatalog = catalogOf(() => require('./metrics.json') as typeof import('./metrics.json'));

export const alertmanagerWatch: Watch = { metrics: sourceOf(alertmanagerCatalog) };
