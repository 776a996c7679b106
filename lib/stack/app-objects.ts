import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { NamedObject } from '../kubernetes/object';
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
}

export function objectsInApp(root: IConstruct): AppObjects {
  const stacks: StackOfApp[] = [];
  const handMade: WrittenObject[] = [];
  const acceptances: AcceptanceOfStack[] = [];
  const charts = chartsOf(root);
  const count = charts.filter((chart) => stackAt(chart) !== undefined).length;
  for (const chart of charts) {
    const registered = stackAt(chart);
    const constructs = objectsOf(chart);
    if (registered === undefined) handMade.push(...constructs.map(written));
    else {
      const folder = folderOf(chart, registered.folder, count);
      const objects = constructs.filter(isStackObject).map((object) => ({ ...written(object), original: object.original }));
      const { path } = chart.node;
      acceptances.push(...(registered.accept ?? []).map((acceptance) => ({ acceptance, path })));
      stacks.push({ path, folder, compiled: registered.compile(), objects });
      handMade.push(...constructs.filter((object) => !isStackObject(object)).map(written));
    }
  }
  return { stacks, handMade, acceptances };
}

const written = (construct: ApiObject): WrittenObject => ({ path: construct.node.path, object: writtenObject(construct) });
