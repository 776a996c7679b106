import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MetricType } from '../../../lib/model/metric';
import { goModule } from '../kit';
import { tablesOf } from '../markdown';
import type { Documented, Program } from '../program';
import { ofEveryGoProgram } from './client-libraries';

const module = 'github.com/traefik/traefik/v3';
const version = '3.7.13';
const page = 'docs/content/reference/install-configuration/observability/metrics.md';

async function documented(): Promise<Documented[]> {
  const text = readFileSync(join(await goModule(module, `v${version}`), page), 'utf8');
  const found = tablesOf(text).flatMap((row) => {
    const name = /`(traefik_\w+)`/.exec(row.Metric ?? '')?.[1];
    return name === undefined ? [] : [{
      name,
      type: row.Type!.toLowerCase().replace(/^count$/, 'counter') as MetricType,
      help: row.Description!.replace(/<[^>]*>|`/g, ''),
      labels: [...(row['[Labels](#labels)'] ?? row.Labels ?? '').matchAll(/`(\w+)`/g)].map(([, label]) => label!),
      // metrics.prometheus.headerLabels adds a label for each header.
      ...(name.endsWith('_requests_total') && { openLabels: [''] }),
      ...(name.startsWith('traefik_router_') && { when: '--metrics.prometheus.addRoutersLabels' }),
    }];
  });
  return [...new Map(found.map((metric) => [metric.name, metric])).values(), ...ofEveryGoProgram()];
}

export const traefik: Program = {
  name: 'traefik',
  program: 'traefik',
  version,
  doc: { source: `${module} v${version}, ${page}`, metrics: documented },
};
