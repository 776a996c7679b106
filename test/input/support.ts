import type { Finding } from '../../lib';
import { checks } from '../../lib/checks';
import { inputFromManifests } from '../../lib/input/model';

/** What is found in files: their names, and their texts or what they hold. */
export function foundIn(files: Readonly<Record<string, unknown>>): readonly Finding[] {
  const sources = Object.entries(files).map(([file, held]) => ({ file, text: typeof held === 'string' ? held : JSON.stringify(held) }));
  const { model, problems } = inputFromManifests(sources);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return checks.flatMap((check) => [...check.run(model)]);
}

/** The names of the checks that find something more than advice. */
export const faultsIn = (files: Readonly<Record<string, unknown>>): readonly string[] =>
  foundIn(files)
    .filter(({ severity }) => severity !== 'info')
    .map(({ check }) => check);

const good = { labels: { severity: 'warning' }, annotations: { summary: 's', runbook_url: 'https://example.org/r' } };
export const alert = (name: string, expr: string, more: object = {}) => ({ alert: name, expr, for: '5m', ...good, ...more });
export const groupOf = (...rules: readonly object[]) => ({ groups: [{ name: 'shop', rules }] });

let serial = 0;
export const object = (kind: string, apiVersion: string, spec: object, more: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name: `o${serial++}`, namespace: 'shop' },
  spec,
  ...more,
});
export const map = (data: Readonly<Record<string, unknown>>, kind = 'ConfigMap') => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: `m${serial++}`, namespace: 'shop' },
  [kind === 'Secret' ? 'stringData' : 'data']: Object.fromEntries(
    Object.entries(data).map(([key, held]) => [key, typeof held === 'string' ? held : JSON.stringify(held)]),
  ),
});
