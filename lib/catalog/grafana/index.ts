import type { Watch } from '../../model/watch';
import { cataloged } from '../cataloged';
import { catalogOf } from '../source';

export const grafanaCatalog = catalogOf(() => require('./metrics.json') as typeof import('./metrics.json'));

export const grafanaWatch: Watch = { metrics: cataloged(grafanaCatalog) };
