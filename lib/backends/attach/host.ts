import type { Backend } from '../backend';
import type { InstalledStack } from './installed-stack';

/** Where a stack says what others attach to; the same for any copy of this package. */
export const hosting: unique symbol = Symbol.for('cdk8s-vigie.hosting') as never;

/** A stack of the app that others attach to: its Prometheus scrapes for them too. */
export interface Host {
  readonly kind: 'host';
  /** Its construct path. */
  readonly path: string;
  readonly namespace: string;
  readonly backend: Backend;
  /** True where it runs an Alertmanager. */
  readonly isRouted: boolean;
  /** The names of the components that are installed in it. */
  readonly components: () => readonly string[];
  /** Takes a stack of its app in. */
  readonly admit: (tenant: object) => void;
}

/** What stacks attach to: a stack of this app, or what that one is attached to itself. */
export interface StackHost {
  readonly [hosting]: Host | InstalledStack;
}

export const isStackHost = (value: unknown): value is StackHost => typeof value === 'object' && value !== null && hosting in value;

/** The stack that a backend attaches its own to. */
export function hostOf(backend: unknown): Host | undefined {
  const to = (backend as Pick<Backend, 'attachedTo'> | undefined)?.attachedTo;
  const target = isStackHost(to) ? to[hosting] : undefined;
  return target?.kind === 'host' ? target : undefined;
}
