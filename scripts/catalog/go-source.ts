import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { MetricType } from '../../lib/model/metric';
import { goModule, runToEnd } from './kit';
import type { Documented } from './program';

interface Declared {
  readonly name: string;
  readonly type: MetricType;
  readonly help: string;
  /** null where they are not constant. */
  readonly labels: readonly string[] | null;
  /** The name of the file. */
  readonly file: string;
}

export interface DeclaredInGo extends Documented {
  readonly file: string;
}

/** The metrics that a Go module's source declares with client_golang. */
export async function declaredIn(module: string, version: string, folders: readonly string[] = ['.']): Promise<DeclaredInGo[]> {
  const root = await goModule(module, version);
  return declaredBelow(folders.map((folder) => join(root, folder)));
}

/** The metrics that Go source declares with client_golang (go-metrics/ reads it). */
export async function declaredBelow(folders: readonly string[]): Promise<DeclaredInGo[]> {
  const reader = ['main.go', 'declarations.go', 'constants.go'].map((file) => resolve('scripts/catalog/go-metrics', file));
  const out = await runToEnd('go', ['run', ...reader, ...folders], { cwd: tmpdir(), env: { GO111MODULE: 'off' } });
  return (JSON.parse(out) as Declared[]).map(({ name, type, help, labels, file }) => ({
    file,
    name,
    type,
    help: help.replace(/\s+/g, ' ').trim(),
    labels: labels ?? undefined,
  }));
}
