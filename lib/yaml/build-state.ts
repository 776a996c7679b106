import type { Event } from 'js-yaml';
import type { ProblemCode } from '../text/problem';
import { eventOffset } from './events';
import { type SyntaxProblem, tooDeep } from './problem';
import type { Path } from './value';

/** Something in a document that Kubernetes would refuse or read otherwise than it looks; `offset` counts from the start of the source. */
export interface BuildProblem extends SyntaxProblem {
  readonly offset: number;
  readonly path: Path;
}

export class Fatal extends Error {
  constructor(readonly problem: BuildProblem) {
    super(problem.message);
  }
}

export interface BuildState {
  readonly source: string;
  readonly events: readonly Event[];
  readonly maxDepth: number;
  readonly anyNumber: boolean;
  /** For each alias event, the event that it stands for. */
  readonly anchored: ReadonlyMap<number, number>;
  readonly openAliases: Set<number>;
  readonly path: (string | number)[];
  readonly problems: BuildProblem[];
  next: number;
  depth: number;
  /** Nodes read so far, and those of them that were read for an alias. */
  nodes: number;
  aliased: number;
}

/** A collection begins. */
export function enterCollection(state: BuildState, offset: number): void {
  if (++state.depth <= state.maxDepth) return;
  const { code, message, hint } = tooDeep({ depth: state.maxDepth });
  throw fatal(state, code, offset, message, hint);
}

export function leaveCollection(state: BuildState): void {
  state.depth--;
  state.next++;
}

// The limits of go.yaml.in/yaml/v2 (decode.go, allowedAliasRatio): small documents may be nearly all aliases, large ones hardly.
const manyNodes = 400_000;
const tooManyNodes = 4_000_000;

/** A node is read. */
export function countNode(state: BuildState, event: Event): void {
  state.nodes++;
  if (state.openAliases.size === 0) return;
  state.aliased++;
  if (state.aliased <= 100 || state.nodes <= 1000) return;
  const allowed =
    state.nodes <= manyNodes
      ? 0.99
      : state.nodes >= tooManyNodes
        ? 0.1
        : 0.99 - 0.89 * ((state.nodes - manyNodes) / (tooManyNodes - manyNodes));
  if (state.aliased / state.nodes > allowed) {
    const hint = 'Write the repeated values out, or into objects of their own.';
    throw fatal(state, 'too-large', eventOffset(event), 'its aliases expand to too much: Kubernetes refuses such a document', hint);
  }
}

// Whoever has more of them in one document has made the same mistake each time.
const mostProblems = 100;

export function report(state: BuildState, code: ProblemCode, offset: number, message: string, hint: string): void {
  if (state.problems.length === mostProblems) {
    throw fatal(
      state,
      code,
      offset,
      `and more: at most ${mostProblems} problems of one document are reported`,
      'Correct those above first.',
    );
  }
  state.problems.push({ code, offset, path: [...state.path], message, hint });
}

export const fatal = (state: BuildState, code: ProblemCode, offset: number, message: string, hint: string): Fatal =>
  new Fatal({ code, offset, path: [...state.path], message, hint });
