import { Names } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** Apps that write a folder for each of several stacks; a stock App writes all of its charts into one. */
const appsWithFolders = new WeakSet<IConstruct>();

export const hasFolders = (app: IConstruct): boolean => appsWithFolders.has(app);

export const writesFolders = (app: IConstruct): void => void appsWithFolders.add(app);

/** What a chart is called in the output folder: its id, with those of the charts that it is in. */
export const labelOf = (chart: IConstruct): string => Names.toDnsLabel(chart, { includeHash: false });

/** The folder below the output folder that a stack is written to, with a slash at its end; a stack alone needs none. */
export function folderOf(stack: IConstruct, given: string | undefined, stacks: number): string {
  if (!hasFolders(stack.node.root)) return '';
  const folder = given ?? (stacks > 1 ? labelOf(stack) : '.');
  return folder === '.' || folder === '' ? '' : `${folder.replace(/\/+$/, '')}/`;
}
