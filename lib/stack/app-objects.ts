import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { NamedObject } from '../kubernetes/object';
import type { Finding } from '../model/finding';
import type { AcceptanceOfStack } from './accept';
import type { CompiledStack } from './compile';
import { stackAt } from './compiled';
import { folderOf } from './layout';
import { isStackObject, writtenObject } from './stack-object';
import { chartsOf, objectsOf } from './tree';

/** A stack among the constructs of an app, and its objects. */
export interface StackOfApp {
  readonly path: string;
  readonly folder: string;
  readonly compiled: CompiledStack;
  readonly objects: readonly DeclaredObject[];
}

/** An object as it is written, and the construct that writes it. */
export interface WrittenObject {
  readonly path: string;
  readonly object: NamedObject;
}

/** An object that was made of declarations. */
export interface DeclaredObject extends WrittenObject {
  /** As it was made: the same object where nothing changed it. */
  readonly original: NamedObject;
}

/** All objects of an app: those of its stacks, and those that were made by hand in stacks and in other charts. */
export interface AppObjects {
  readonly stacks: readonly StackOfApp[];
  readonly handMade: readonly WrittenObject[];
  /** What the stacks accept, which holds for all of the app. */
  readonly acceptances: readonly AcceptanceOfStack[];
  /** What is wrong with objects that cannot be written. */
  readonly unwritable: readonly Finding[];
}

export function objectsInApp(root: IConstruct): AppObjects {
  const stacks: StackOfApp[] = [];
  const handMade: WrittenObject[] = [];
  const acceptances: AcceptanceOfStack[] = [];
  const unwritable: Finding[] = [];
  const charts = chartsOf(root);
  const count = charts.filter((chart) => stackAt(chart) !== undefined).length;
  for (const chart of charts) {
    const registered = stackAt(chart);
    const declared: DeclaredObject[] = [];
    for (const construct of objectsOf(chart)) {
      const found = writtenOrFinding(construct);
      const isWrong = 'check' in found;
      if (isWrong) unwritable.push(found);
      // Without it, others would seem to miss it.
      const written = isWrong && isStackObject(construct) ? { path: construct.node.path, object: construct.original } : found;
      if ('check' in written) continue;
      if (registered !== undefined && isStackObject(construct)) declared.push({ ...written, original: construct.original });
      else handMade.push(written);
    }
    if (registered === undefined) continue;
    const { path } = chart.node;
    acceptances.push(...(registered.accept ?? []).map((acceptance) => ({ acceptance, path })));
    stacks.push({ path, folder: folderOf(chart, registered.folder, count), compiled: registered.compile(), objects: declared });
  }
  return { stacks, handMade, acceptances, unwritable };
}

/** An object as it is written. A patch of what is not there, or a value that is no data, fails only now. */
function writtenOrFinding(construct: ApiObject): WrittenObject | Finding {
  const { path } = construct.node;
  try {
    return { path, object: writtenObject(construct) };
  } catch (error) {
    const [line] = (error as Error).message.split('\n');
    const reason = line!.replace(/^Failed serializing construct at path '.*?' with name '.*?': (?:\w*Error: )?/, '');
    return {
      check: 'invalid-construct',
      severity: 'error',
      path,
      message: `${construct.kind} ${construct.name} cannot be written: ${reason}`,
      hint: 'correct its JSON patches, whose paths have to exist, and its values, which have to be plain data',
    };
  }
}
