import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { rehearsalFiles } from '../../lib/render/rehearsals';
import { catalogAlerts } from '../support/catalog-alerts';
import { run } from './programs';

const folder = mkdtempSync(join(tmpdir(), 'vigie-rehearsals-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Each alert with its own file of rules, so that none is evaluated for the rehearsals of another. */
test('promtool says of each rehearsal of the catalogue what every synth says', () => {
  const files = catalogAlerts.map((one, index) => {
    for (const [name, text] of rehearsalFiles([{ name: 'cluster', rules: [one] }], '30s', {})) {
      writeFileSync(join(folder, `${index}-${basename(name)}`), text.replaceAll('rules.yaml', `${index}-rules.yaml`));
    }
    return join(folder, `${index}-tests.yaml`);
  });
  const { status, out } = run('promtool', ['test', 'rules', ...files]);
  expect(out.replaceAll(/^\s*SUCCESS\s*$/gm, '').trim()).toBe('');
  expect(status).toBe(0);
  expect(files.length).toBeGreaterThan(150);
});
