import type { Played } from '../analysis/play/play';
import type { PromDuration } from '../model/duration';
import type { Finding } from '../model/finding';
import type { Labels } from '../model/labels';
import { findingText } from '../stack/findings';

/** What `expect` can say of alerts and stacks, once `cdk8s-vigie/vitest` or `cdk8s-vigie/jest` was imported. */
export interface VigieMatchers<R = unknown> {
  /**
   * An alert fires at this time, with these labels among others; without a time, at some evaluation.
   *
   *     expect(play(pileUp, series(waiting, { queue: 'mail' }, '200x20'))).toFire('15m', { queue: 'mail' });
   */
  toFire(at?: PromDuration, labels?: Labels): R;
  /** No alert fires, until this time or the last sample. */
  toStayQuiet(until?: PromDuration): R;
  /** A stack, or an app with all of its stacks, has no finding of any severity. */
  toHaveNoFindings(): R;
}

interface Verdict {
  readonly pass: boolean;
  readonly message: () => string;
}

const shown = (labels: Labels): string => JSON.stringify(labels);
const list = (all: readonly Labels[]): string => (all.length === 0 ? 'nothing fires' : `these fire: ${all.map(shown).join(', ')}`);

/** For `expect.extend`. */
export const vigieMatchers = {
  toFire(played: Played, at?: PromDuration, labels: Labels = {}): Verdict {
    const found = at === undefined ? played.firings().map((one) => one.labels) : played.at(at).firing.map((one) => one.labels);
    const pass = found.some((one) => Object.entries(labels).every(([name, value]) => one[name] === value));
    const when = at === undefined ? 'at some time' : `at ${at}`;
    const message = () => `expected ${pass ? 'no' : 'an'} alert ${when} with ${shown(labels)}, and ${list(found)}\n\n${played.timeline()}`;
    return { pass, message };
  },
  toStayQuiet(played: Played, until?: PromDuration): Verdict {
    const found = played.firings(until);
    const pass = found.length === 0;
    const told = found.map(({ from, labels }) => `${shown(labels)} from ${from}`).join(', ');
    const message = () =>
      `expected ${pass ? 'an alert' : 'no alert'}, and ${pass ? 'nothing fires' : `these fire: ${told}`}\n\n${played.timeline()}`;
    return { pass, message };
  },
  toHaveNoFindings(subject: { findings(): readonly Finding[] }): Verdict {
    const found = subject.findings();
    const pass = found.length === 0;
    return {
      pass,
      message: () => (pass ? 'expected findings, and there are none' : `expected no findings:\n${found.map(findingText).join('\n')}`),
    };
  },
} as const;
