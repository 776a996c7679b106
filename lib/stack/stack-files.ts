import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { NamedObject } from '../kubernetes/object';
import { append } from '../text/grouping';
import { stackAt } from './compiled';
import { toYamlDocuments } from './documents';
import { fileOf } from './files';
import { folderOf } from './layout';
import { isStackObject, writtenObject } from './stack-object';
import { chartsOf, objectsOf } from './tree';

/** A file of the output folder: its name below it, and its text when it is asked for. */
export interface OutputFile {
  readonly name: string;
  readonly text: () => string;
}

/** The files of a stack: its objects as they are now, those that were made in it by hand, and what is no object. */
export function filesOfStack(stack: IConstruct): readonly OutputFile[] {
  const { compile, folder: given } = stackAt(stack)!;
  const stacks = chartsOf(stack.node.root).filter((chart) => stackAt(chart) !== undefined).length;
  const folder = folderOf(stack, given, stacks);
  const files = new Map<string, ApiObject[]>();
  for (const construct of objectsOf(stack)) append(files, fileFor(construct, stack), construct);
  const yaml = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, constructs]) => ({ name: `${folder}${name}`, text: () => toYamlDocuments(constructs.map(writtenObject)) }));
  return [...yaml, ...[...compile().texts].map(([name, text]) => ({ name: `${folder}${name}`, text: () => text }))];
}

const fileFor = (construct: ApiObject, stack: IConstruct): string =>
  isStackObject(construct) ? construct.file : fileOf(partOf(construct, stack), nameOf(construct));

const nameOf = (construct: ApiObject): NamedObject => ({
  apiVersion: construct.apiVersion,
  kind: construct.kind,
  metadata: { name: construct.name },
});

/** What was made in a stack by hand has a file of the name that it has there. */
const partOf = (object: ApiObject, stack: IConstruct): string =>
  object.node.scopes[stack.node.scopes.length]!.node.id.toLowerCase().replace(/[^a-z0-9.]+/g, '-');
