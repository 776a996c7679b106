import type { Watch } from '../../model';
import { catalogOf, sourceOf } from '../source';

export const grafanaCatalog = catalogOf(() => require('./metrics.json') as typeof import('./metrics.json'));

export const grafanaWatch: Watch = { metrics: sourceOf(grafanaCatalog) };
