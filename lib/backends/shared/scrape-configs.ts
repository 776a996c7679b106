import type { NamedObject } from '../../kubernetes/object';
import { componentLabels } from '../../manifests/labels';
import { toYaml } from '../../yaml/write';
import type { Installation } from './installation';
import { prometheus } from './own-programs';
import type { PrometheusProps } from './props';

const name = 'prometheus-scrape-configs';
const key = 'scrape-configs.yaml';

/** The jobs in Prometheus' own language, as text. */
export const scrapeConfigsText = ({ scrapeConfigs = [] }: PrometheusProps): string | undefined =>
  scrapeConfigs.length === 0 ? undefined : toYaml(scrapeConfigs);

export const scrapeConfigsField = (props: PrometheusProps) =>
  scrapeConfigsText(props) === undefined ? {} : { additionalScrapeConfigs: { name, key } };

/** The operator reads them from a Secret, though there is nothing secret in them. */
export function scrapeConfigsSecret({ context: { namespace }, prometheus: props }: Installation): readonly NamedObject[] {
  const text = scrapeConfigsText(props);
  if (text === undefined) return [];
  const metadata = { name, namespace, labels: componentLabels(prometheus.name) };
  return [{ apiVersion: 'v1', kind: 'Secret', metadata, stringData: { [key]: text } } as NamedObject];
}

/** What may bring series that no check knows. */
export function unknownSources({
  prometheus: { scrapeConfigs = [], receives = [], remoteRead = [] },
  selects,
}: Installation): string | undefined {
  const all = [
    ...(scrapeConfigs.length > 0 ? ['the jobs of scrapeConfigs'] : []),
    ...(receives.length > 0 ? ['who sends to Prometheus'] : []),
    ...(remoteRead.length > 0 ? ['what remoteRead reads'] : []),
    ...(selects === undefined ? [] : ['monitors of others']),
  ];
  return all.length === 0 ? undefined : all.join(', ');
}
