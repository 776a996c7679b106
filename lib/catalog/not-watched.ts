import type { PromDuration } from '../model/duration';
import type { Labels } from '../model/labels';
import { fires, quiet, series } from '../model/rehearsal';
import { up } from '../model/synthetic';
import { promql } from '../promql/tag';
import { historiesOf, minutesAfter } from './rehearsed';

/** An exporter that is gone, or answers nothing: nothing is known of the program that it asks. */
export const notWatched = (job: string, component: string, what: string) =>
  ({
    expr: promql`max by (job) (${up}{job="${job}"}) == 0 or absent(${up}{job="${job}"})`,
    for: '10m',
    severity: 'warning',
    component,
    summary: `${what} is not watched: its exporter does not answer.`,
    description: 'Whether the server works is not known, and no alert about it can fire. The server itself may well be all right.',
    rehearsals: (tuned: { readonly for: PromDuration }) => [
      fires(minutesAfter(tuned.for, 5), { job }, series(up, { job, instance: 'a' }, '1x2 0x300')),
      { ...fires(minutesAfter(tuned.for, 12), { job }, series(up, { job, instance: 'a' }, '1x3')), title: 'its pod is gone' },
      quiet(minutesAfter(tuned.for, 30), series(up, { job, instance: 'a' }, '1x3 0x3 1x300')),
    ],
  }) as const;

/** A server that its exporter asks in vain; `answers` is 0 meanwhile. */
export const serverDown = (answers: Parameters<ReturnType<typeof historiesOf>>[0], component: string, who: string, at: Labels) => {
  const of = historiesOf(at);
  return {
    expr: promql`${answers} == 0`,
    for: '2m',
    severity: 'critical',
    component,
    summary: `${who} does not answer its exporter.`,
    description: 'The server is down, cannot be reached, or does not let the exporter in.',
    rehearsals: (tuned: { readonly for: PromDuration }) => [
      fires(minutesAfter(tuned.for, 3), at, of(answers, '1x1 0x300')),
      { ...quiet(minutesAfter(tuned.for, 3), of(answers, '1x3 0x1 1x300')), title: 'it was started again' },
    ],
  } as const;
};
