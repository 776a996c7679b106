import type { Watch } from '../../model/watch';
import { cataloged } from '../cataloged';
import { catalogs } from '../catalogs';

export const nodeWatch: Watch = { metrics: cataloged(catalogs.node) };
