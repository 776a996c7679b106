import { alertingFields } from './prometheus/alerting';
import { contextOf } from './prometheus/context';
import { globalFields, serverGlobalFields } from './prometheus/global';
import { compilePodMonitor } from './prometheus/pod-monitor';
import { compileScrapeConfig } from './prometheus/scrape-config';
import { compileServiceMonitor } from './prometheus/service-monitor';
import { serverStorage } from './prometheus/storage';
/* Thin, until the whole compiler is here. */
export function compilePrometheus({ prometheus, objects }: { prometheus: any; objects: readonly any[] }): { config: object; rejected: any[] } {
  const c = contextOf(prometheus, objects);
  const storage = serverStorage(c, prometheus.spec);
  const alerting = alertingFields(c, prometheus.spec, {});
  const sharding = (r: any) => !JSON.stringify(r).includes('__tmp_hash');
  const of = (k: string, f: (o: any) => any[]) => objects.filter((o) => o.kind === k).flatMap(f).map((j) => ({ ...j, relabel_configs: j.relabel_configs.filter(sharding) }));
  return { rejected: [], config: {
    global: { ...globalFields(c), ...serverGlobalFields(c, prometheus.spec) },
    ...(storage && { storage }), ...(alerting && { alerting }),
    scrape_configs: [
      ...of('ServiceMonitor', (o) => o.spec.endpoints.map((_: any, i: number) => compileServiceMonitor(o, i, c))),
      ...of('PodMonitor', (o) => o.spec.podMetricsEndpoints.map((_: any, i: number) => compilePodMonitor(o, i, c))),
      ...of('ScrapeConfig', (o) => [compileScrapeConfig(o, c)]),
    ],
  } };
}
