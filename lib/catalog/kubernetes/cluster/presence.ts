import { fires, quiet, series } from '../../../model/rehearsal';
import { up } from '../../../model/synthetic';
import { promql } from '../../../promql/tag';

interface Watched {
  /** The label that its targets have. */
  readonly job: string;
  readonly instance: string;
  readonly component: string;
  /** What it is, with its article. */
  readonly what: string;
  /** What follows when none of them works. */
  readonly effect: string;
}

/** Prometheus finds none of a program, or reaches none. The label `job` tells which, however it comes to fire. */
export const isGone = ({ job, instance, component, what, effect }: Watched) => {
  const at = { job, instance };
  return {
    expr: promql`absent(${up}{job="${job}"}) or max by (job) (${up}{job="${job}"}) == 0`,
    for: '15m',
    severity: 'critical',
    component,
    summary: `No ${what} answers.`,
    description: `Prometheus finds none, or reaches none. ${effect}`,
    rehearsals: [
      { ...fires('20m', { job }, series(up, at, '1x2 0x60')), title: 'it does not answer' },
      { ...fires('24m', { job }, series(up, at, '1x2 _x60')), title: 'its target is gone' },
      { ...quiet('40m', series(up, at, '0x60'), series(up, { ...at, instance: '10.0.0.2' }, '1x60')), title: 'another one answers' },
      { ...quiet('40m', series(up, at, '1x2 0x12 1x60')), title: 'it is upgraded' },
    ],
  } as const;
};

/** One of several does not answer. */
export const isUnreachable = ({ job, instance, component, what }: Omit<Watched, 'effect'>, jobs = `job="${job}"`) => {
  const at = { job, instance };
  return {
    expr: promql`${up}{${jobs}} == 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: `The ${what} {{ $labels.instance }} does not answer.`,
    description: 'Others may go on.',
    rehearsals: [
      fires('20m', at, series(up, at, '1x2 0x60')),
      { ...quiet('40m', series(up, at, '1x2 0x12 1x60')), title: 'it is started again' },
    ],
  } as const;
};
