/** What is wrong, for programs. A decision reads the code, never the message. */
export type ProblemCode =
  // The text itself.
  | 'unreadable'
  | 'too-large'
  | 'syntax'
  | 'template'
  // A field of a value.
  | 'unknown-kind'
  | 'unknown-field'
  | 'missing-field'
  | 'wrong-type'
  | 'wrong-value'
  // Two that exclude each other, or that are the same.
  | 'conflict'
  | 'duplicate'
  // What a value refers to.
  | 'unknown-name'
  | 'missing-object'
  // What is taken, and does nothing, or not what it seems to do.
  | 'unsupported'
  | 'no-effect'
  | 'ambiguous'
  | 'unusual-output';

/** Something that is wrong. Each language that is read adds where, in its own terms: a path, an offset, a file. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  /** What to do: a sentence. */
  readonly hint?: string;
}
