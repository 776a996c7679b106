import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { apiServer, clusterMonitoring } from '../../../lib';
import { limitAlerts } from '../../../lib/catalog/prometheus/alerts';

const root = join(__dirname, '..', '..', '..');
const lists = join(root, '..', 'shared', 'data', 'peers');

const namesIn = (file: string): readonly string[] =>
  readFileSync(join(lists, file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t')[1]!);

const ours = new Map(
  [...clusterMonitoring().watch!.alerts!, ...apiServer().watch!.alerts!, ...limitAlerts].map(({ name, severity, for: pending }) => [
    name,
    `${severity}, ${pending ?? 'at once'}`,
  ]),
);

/** `npx vitest -u` writes the page anew. */
test('docs/coverage.md says which well-known alerts there are', async () => {
  const known = [...new Set([...namesIn('kube-prometheus-alerts.tsv'), ...namesIn('kube-prometheus-stack-alerts.tsv')])].sort();
  const rows = known.map((name) => (ours.has(name) ? `| [${name}](runbooks/${name}.md) | yes |` : `| ${name} | not yet |`));
  const covered = known.filter((name) => ours.has(name)).length;
  const page = [
    '# Well-known alerts',
    '',
    'Alerts that kube-prometheus and kube-prometheus-stack ship, and whether Vigie has one of the same name and meaning. `clusterMonitoring()`',
    'brings them; those on limits come with each Prometheus. Each has rehearsals and a runbook.',
    '',
    `${covered} of ${known.length}. What is not there yet reads schedulers, controller managers, proxies, etcd, Grafana, the operator and the own metrics of kube-state-metrics, or is the SLO of the API server.`,
    '',
    '| alert | in Vigie |',
    '| --- | --- |',
    ...rows,
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot(join(root, 'docs', 'coverage.md'));
});
