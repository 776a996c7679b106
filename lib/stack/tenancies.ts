import type { Finding } from '../model/finding';
import type { StackOfApp } from './app-objects';

/** A stack and those that are attached to it: they have one Prometheus, and are judged together. */
export interface Tenancy {
  readonly host: StackOfApp;
  readonly tenants: readonly StackOfApp[];
}

export function tenanciesOf(stacks: readonly StackOfApp[]): readonly Tenancy[] {
  const byCompiled = new Map(stacks.map((stack) => [stack.compiled, stack]));
  const hosted = new Set(stacks.flatMap(({ compiled }) => compiled.tenants));
  return stacks
    .filter(({ compiled }) => !hosted.has(compiled))
    .map((host) => ({ host, tenants: host.compiled.tenants.flatMap((tenant) => byCompiled.get(tenant) ?? []) }));
}

export const stacksIn = ({ host, tenants }: Tenancy): readonly StackOfApp[] => [host, ...tenants];

/** The findings about each stack of a tenancy; those about none of them are about its host. */
export function byStack(tenancy: Tenancy, findings: readonly Finding[]): readonly (readonly [StackOfApp, readonly Finding[]])[] {
  const inner = [...tenancy.tenants].sort((a, b) => b.path.length - a.path.length);
  const ownerOf = ({ path = '' }: Finding) =>
    inner.find((stack) => path === stack.path || path.startsWith(`${stack.path}/`)) ?? tenancy.host;
  return stacksIn(tenancy).map((stack) => [stack, findings.filter((finding) => ownerOf(finding) === stack)]);
}
