import type { Watch } from '../../model/watch';
import { cataloged } from '../cataloged';
import { catalogs } from '../catalogs';

export const prometheusWatch: Watch = { metrics: cataloged(catalogs.prometheus) };
