import type { OptionProblem } from '../../model/shape/problem';
import type { Installed } from '../backend';

/** A stack that somebody else has installed, of which its own manifests or a well-known distribution say what it reads. */
export interface InstalledStack {
  readonly kind: 'installed';
  /** What is wrong with what it was made of. */
  readonly problems: readonly OptionProblem[];
  /** Read when something asks. */
  readonly read: () => Installed;
}
