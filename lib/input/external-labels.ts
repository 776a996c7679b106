import { textsAt } from '../kubernetes/access';
import type { Labels } from '../model/labels';
import { isMapping } from '../yaml/value';
import type { Located } from './documents';

/** What the one Prometheus of the files adds to what leaves it; nothing where there are several, or where others evaluate rules as well. */
export function externalLabelsOf(documents: readonly Located[]): Labels {
  const values = documents.map(({ value }) => value).filter(isMapping);
  const ofKind = (kind: string) => values.filter((value) => value.kind === kind);
  const files = values.filter((value) => value.kind === undefined && Array.isArray(value.scrape_configs));
  const objects = ofKind('Prometheus');
  if (ofKind('ThanosRuler').length + ofKind('PrometheusAgent').length > 0 || objects.length + files.length !== 1) return {};
  const [object] = objects;
  return object === undefined ? textsAt(files[0], 'global', 'external_labels') : textsAt(object, 'spec', 'externalLabels');
}
