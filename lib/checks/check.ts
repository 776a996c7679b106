import type { CheckInput } from '../analysis/check-input';
import type { Finding } from '../model/finding';

/** One judgement: a file, a test and a page in docs/checks/ of the same name. */
export interface Check {
  readonly name: string;
  readonly judge: (model: CheckInput) => Iterable<Finding>;
}
