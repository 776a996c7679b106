import type { Watch } from '../../model/watch';
import { cataloged } from '../cataloged';
import { catalogOf } from '../source';

export const nodeCatalog = catalogOf(() => require('./metrics.json') as typeof import('./metrics.json'));

export const nodeWatch: Watch = { metrics: cataloged(nodeCatalog) };
