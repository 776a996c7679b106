import type { EnvVar } from 'kubernetes-types/core/v1';
import { nameOf } from './namespace';
import type { EnvSource, ProgramOptions } from './program-options';

/** Environment variables as Kubernetes has them, in the order of their names. */
export const envVars = (env: NonNullable<ProgramOptions['env']> = {}): readonly EnvVar[] =>
  Object.entries(env)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, source]) => ({ name, ...valueOf(source) }));

function valueOf(source: EnvSource): Omit<EnvVar, 'name'> {
  if (typeof source === 'string') return { value: source };
  if ('field' in source) return { valueFrom: { fieldRef: { fieldPath: source.field } } };
  if ('configMap' in source) return { valueFrom: { configMapKeyRef: { name: nameOf(source.configMap), key: source.key } } };
  return { valueFrom: { secretKeyRef: { name: 'secret' in source ? source.secret.name : source.name, key: source.key } } };
}
