import type { IConstruct } from 'constructs';
import type { Finding } from '../model/finding';
import type { Acceptance } from './accept';
import type { CompiledStack } from './compile';
import { chartsOf } from './tree';

interface Registered {
  readonly compile: () => CompiledStack;
  /** What is wrong with the options of the stack and of what is declared in it. */
  readonly wrongOptions: () => readonly Finding[];
  /** The folder that its user chose. */
  readonly folder?: string;
  readonly accept?: readonly Acceptance[];
}

const stacks = new WeakMap<IConstruct, Registered>();

/** Tells those who check and write an app that a construct is a stack. */
export const registerStack = (stack: IConstruct, registered: Registered): void => void stacks.set(stack, registered);

/** What is known of a stack; undefined for any other construct. */
export const stackAt = (construct: IConstruct): Registered | undefined => stacks.get(construct);

/** What is wrong with the options of an app's stacks. While something is, nothing is made of them and nothing else is checked. */
export const wrongOptionsIn = (root: IConstruct): readonly Finding[] =>
  chartsOf(root).flatMap((chart) => stackAt(chart)?.wrongOptions() ?? []);
