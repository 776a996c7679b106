import type { IConstruct } from 'constructs';
import type { Acceptance } from './accept';
import type { CompiledStack } from './compile';

interface Registered {
  readonly compile: () => CompiledStack;
  /** The folder that its user chose. */
  readonly folder?: string;
  readonly accept?: readonly Acceptance[];
}

const stacks = new WeakMap<IConstruct, Registered>();

/** Tells those who check and write an app that a construct is a stack. */
export const registerStack = (stack: IConstruct, registered: Registered): void => void stacks.set(stack, registered);

/** What is known of a stack; undefined for any other construct. */
export const stackAt = (construct: IConstruct): Registered | undefined => stacks.get(construct);
