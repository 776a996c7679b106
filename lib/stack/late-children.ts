import { dirname, sep } from 'node:path';
import type { Node } from 'constructs';

/** Makes the children of a construct when somebody first looks at them, by `node.children`, `node.findAll()` or a synth. */
export function childrenMadeBy(node: Node, make: () => void): void {
  const { get: childrenOf } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(node), 'children')!;
  let isMaking = false;
  Object.defineProperty(node, 'children', {
    configurable: true,
    get() {
      if (!isMaking) {
        isMaking = true;
        try {
          make();
          delete (node as { children?: unknown }).children;
        } finally {
          isMaking = false;
        }
      }
      return childrenOf!.call(node);
    },
  });
}

const library = dirname(__dirname) + sep;
const foreign = /[\\/]node_modules[\\/]|\(node:|^node:/;
// The frames between a user's line and ours are a walk of the tree: a few for each of its levels.
const deepest = 100;

/** The line of the user's program that runs now, as `main.ts:12`; undefined where it cannot be told from the library's own lines. */
export function callingLine(): string | undefined {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = deepest;
  const frames = (new Error().stack ?? '').split('\n').slice(1);
  Error.stackTraceLimit = stackTraceLimit;
  const places = frames.map((frame) => /\(?((?:file:\/\/|node:)?[^()\s][^()]*):\d+\)?$/.exec(frame.replace(/^\s*at /, ''))?.[1] ?? '');
  const own = places.find((place) => place !== '' && !place.includes(library) && !foreign.test(place));
  return own?.split(/[\\/]/).at(-1);
}
