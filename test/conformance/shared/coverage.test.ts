import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogAlerts } from '../../support/catalog-alerts';

const root = join(__dirname, '..', '..', '..');
const lists = join(root, '..', 'shared', 'data', 'peers');

const namesIn = (file: string): readonly string[] =>
  readFileSync(join(lists, file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t')[1]!);

const ours = new Set(catalogAlerts.map(({ name }) => name));

/** `npx vitest -u` writes the page anew. */
test('docs/coverage.md says which well-known alerts there are', async () => {
  const known = [...new Set([...namesIn('kube-prometheus-alerts.tsv'), ...namesIn('kube-prometheus-stack-alerts.tsv')])].sort();
  const rows = known.map((name) => (ours.has(name) ? `| [${name}](runbooks/${name}.md) | yes |` : `| ${name} | not yet |`));
  const covered = known.filter((name) => ours.has(name)).length;
  const page = [
    '# Well-known alerts',
    '',
    'Alerts that kube-prometheus and kube-prometheus-stack ship, and whether Vigie has one of the same name and meaning. `clusterMonitoring()`',
    'brings them with what it scrapes; those on limits come with each Prometheus, and those on Grafana, the operator and its config-reloader with these. Each has rehearsals and a runbook.',
    '',
    `${covered} of ${known.length}.`,
    '',
    '| alert | in Vigie |',
    '| --- | --- |',
    ...rows,
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot(join(root, 'docs', 'coverage.md'));
});
