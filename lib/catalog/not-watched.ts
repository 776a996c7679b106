import type { PromDuration } from '../model/duration';
import { fires, quiet, series } from '../model/rehearsal';
import { up } from '../model/synthetic';
import { promql } from '../promql/tag';
import { minutesAfter } from './rehearsed';

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
