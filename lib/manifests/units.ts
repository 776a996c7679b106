import type { Digits } from '../model/duration';

/** Processor cores: `0.5`, `500m`, or a `Cpu` of cdk8s-plus. */
export type Cores = number | `${Digits}m` | { readonly amount: string };

const units = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/**
 * A Kubernetes quantity of bytes in its canonical form, which is how the API server gives it back: another form would differ from the
 * live object at every apply (apimachinery, resource.Quantity).
 */
export function bytesQuantity(bytes: number): string {
  const power = units.reduce((best, _, index) => (bytes > 0 && bytes % 1024 ** (index + 1) === 0 ? index + 1 : best), 0);
  return power === 0 ? `${Math.ceil(bytes)}` : `${bytes / 1024 ** power}${units[power - 1]}`;
}

/** A Kubernetes quantity of cores in its canonical form: whole cores, or thousandths of one. */
export function coresQuantity(cores: Cores): string {
  if (typeof cores === 'object') return cores.amount;
  const thousandths = typeof cores === 'number' ? Math.round(cores * 1000) : Number(cores.slice(0, -1));
  return thousandths % 1000 === 0 ? `${thousandths / 1000}` : `${thousandths}m`;
}
