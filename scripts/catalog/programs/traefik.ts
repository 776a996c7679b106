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
    return name === undefined
      ? []
      : [
          {
            name,
            type: row.Type!.toLowerCase().replace(/^count$/, 'counter') as MetricType,
            help: row.Description!.replace(/<[^>]*>|`/g, ''),
            ...labelsOf(row['[Labels](#labels)'] ?? row.Labels ?? ''),
            // metrics.prometheus.headerLabels adds a label for each header.
            ...(name.endsWith('_requests_total') && { openLabels: [''] }),
            ...(name.startsWith('traefik_router_') && { when: '--metrics.prometheus.addRoutersLabels' }),
          },
        ];
  });
  return [...new Map(found.map((metric) => [metric.name, metric])).values(), ...ofEveryGoProgram()];
}

/** An empty cell does not say that there are none: those of traefik_tls_certs_not_after are left out. */
function labelsOf(cell: string): Pick<Documented, 'labels'> {
  const labels = [...cell.matchAll(/`(\w+)`/g)].map(([, label]) => label!);
  return labels.length ? { labels } : {};
}

export const traefik: Program = {
  name: 'traefik',
  program: 'traefik',
  version,
  doc: { source: `${module} v${version}, ${page}`, metrics: documented },
};
