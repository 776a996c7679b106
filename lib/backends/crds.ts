import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside lib/, in the checkout, in a bundle of build/run/ and in the package alike. */
const folder = join(__dirname, '..', '..', 'imports', 'crds');

/** prometheus-operator's CustomResourceDefinitions, small enough for `kubectl apply`. */
export const crdFiles = (): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder)
      .sort()
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  );
