// stock.ts COUNT together|apart: what cdk8s alone takes for the ServiceMonitors and PrometheusRules of COUNT services, in one chart or in
// a chart for each service, as JSON. Nothing is compiled and nothing is checked.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { ApiObject, App, Chart } from 'cdk8s';
import { lap, processorTime } from './clock';
import { nameOf } from './service';

export interface StockReport {
  readonly synth: number;
  readonly processor: number;
  readonly peak: number;
}

const count = Number(process.argv[2]);
const isTogether = process.argv[3] === 'together';
const folder = mkdtempSync(`${tmpdir()}/vigie-bench-`);

const before = processorTime();
lap();
const app = new App({ outdir: folder });
const shared = isTogether ? new Chart(app, 'services') : undefined;
for (let index = 0; index < count; index++) {
  const name = nameOf(index);
  const chart = shared ?? new Chart(app, name);
  const metadata = { name, namespace: 'monitoring', labels: { 'app.kubernetes.io/name': name } };
  new ApiObject(chart, `${name}-monitor`, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata,
    spec: {
      namespaceSelector: { matchNames: ['services'] },
      selector: { matchLabels: { app: name } },
      endpoints: [{ port: 'http', relabelings: [{ action: 'replace', targetLabel: 'job', replacement: name }] }],
    },
  });
  new ApiObject(chart, `${name}-rules`, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata,
    spec: {
      groups: [
        {
          name,
          rules: [
            {
              alert: `Service${index}Trouble`,
              expr: `sum(rate(http_requests_total{job="${name}",code=~"5.."}[5m])) > 1 or service_${index}_waiting > 100 or up{job="${name}"} == 0`,
              for: '5m',
              labels: { severity: 'warning', component: name },
              annotations: { summary: `${name} fails or is late.`, runbook: `docs/runbooks/Service${index}Trouble.md` },
            },
          ],
        },
      ],
    },
  });
}
app.synth();
const synth = lap();
const processor = processorTime() - before;
rmSync(folder, { recursive: true });

console.log(JSON.stringify({ synth, processor, peak: process.resourceUsage().maxRSS * 1024 } satisfies StockReport));
