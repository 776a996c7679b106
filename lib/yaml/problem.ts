import type { Problem } from '../text/problem';

/** What is wrong with an input: where, what is, and what to do. Lines and columns count from 1. */
export interface InputProblem extends Problem {
  readonly file: string;
  /** Which document of the file, from 1. */
  readonly document?: number;
  readonly line?: number;
  readonly column?: number;
  /** Such as `ServiceMonitor monitoring/iris`, where that much could be read. */
  readonly object?: string;
  /** Such as `spec.endpoints[0].port`. */
  readonly path?: string;
  readonly hint: string;
}

/** What the readers say of a text before it is known where the text comes from. */
export type SyntaxProblem = Problem & { readonly hint: string };

/** What the readers refuse to spend memory on. */
export interface Limits {
  /** The size of one file, in bytes. */
  readonly bytes: number;
  /** How deep mappings and lists may nest, aliases included. */
  readonly depth: number;
  /** True where the reader is a Go program that takes infinities and large integers, and no API server. @default - they are refused */
  readonly anyNumber?: boolean;
}

// 64 MiB holds the rendered objects of some thousand applications; the deepest CRD that prometheus-operator ships nests 42 levels.
export const defaultLimits: Limits = { bytes: 64 * 1024 * 1024, depth: 200 };

/** A document that nests deeper than the limit. */
export const tooDeep = (limits: Pick<Limits, 'depth'>): SyntaxProblem => ({
  code: 'too-large',
  message: `mappings and lists nest more than ${limits.depth} deep`,
  hint: 'No Kubernetes object is that deep: look for a generator that loops.',
});

/** A template that has not been rendered. */
export const unrendered: SyntaxProblem = {
  code: 'template',
  message: 'is a template, not YAML yet',
  hint: 'Render it first, for example with helm template, and read the result.',
};
