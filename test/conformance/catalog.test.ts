import { spawnSync } from 'node:child_process';
import { beforeAll, expect, test } from 'vitest';
import { programs } from '../../scripts/catalog/programs';
import { type CatalogResult, checkCatalogs } from './catalog';

// What is not there after this is named by the tests that need it.
beforeAll(() => void spawnSync('bash', ['scripts/catalog/tools/build.sh'], { stdio: 'inherit' }), 3_600_000);

const run = programs.filter(({ live }) => live).map(({ name }) => name);

test.each(run)('%s exposes what its catalogue says that it exposes, and nothing that it does not say', async (name) => {
  const [{ notRun, wrong, found, live }] = (await checkCatalogs([name])) as [CatalogResult];
  expect({ notRun, wrong, found }).toEqual({ notRun: undefined, wrong: [], found: live });
});
