import { valueAt } from '../kubernetes/access';
import type { ObjectInput, ScrapeInput } from './check-input';
import { servicesOf } from './endpoint-targets';
import { namespaceLabels, operatorsObjects, readersOf, selection } from './operator-selection';
import { wiringOf } from './services';

/**
 * True where objects are a stack as a whole: a Prometheus, and the Service that one of its monitors selects. Nobody who brings
 * these keeps the others elsewhere.
 */
export function isSelfContained(objects: readonly ObjectInput[], scrapes: readonly ScrapeInput[]): boolean {
  const byKind = operatorsObjects({ objects });
  if (!byKind.has('Prometheus')) return false;
  const labels = namespaceLabels({ objects });
  const wiring = wiringOf({ objects });
  return scrapes.some(({ monitor }) => {
    if (monitor.kind !== 'ServiceMonitor' || !servicesOf({ monitor }, wiring).some(({ judged }) => judged !== undefined)) return false;
    const judged = { object: monitor, place: {} };
    return readersOf(judged, byKind).some((reader) => selection(reader, judged, labels).kind === 'selected');
  });
}

/** True where Prometheus may scrape what no object here says. */
export const scrapesMore = (objects: readonly ObjectInput[]): boolean =>
  (operatorsObjects({ objects }).get('Prometheus') ?? []).some(
    ({ object }) => valueAt(object, 'spec', 'additionalScrapeConfigs') !== undefined,
  );
