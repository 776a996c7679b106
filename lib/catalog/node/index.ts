import type { Watch } from '../../model';
import { catalogOf, sourceOf } from '../source';

export const nodeCatalog = catalogOf(() => require('./metrics.json') as typeof import('./metrics.json'));

export const nodeWatch: Watch = { metrics: sourceOf(nodeCatalog) };
