import { describe, expect, test } from 'vitest';
import { rehearsalVacuous } from '../../../lib/checks/rules/rehearsal-vacuous';
import { quiet, series } from '../../../lib/model/rehearsal';
import { promql } from '../../../lib/promql/tag';
import { messages } from '../../support/models';
import { done, rehearsedModel, waiting } from '../../support/rehearsed';

const at = (values: string) => series(waiting, { queue: 'mail' }, values);
const found = (expr: Parameters<typeof rehearsedModel>[0]['expr'], ...given: ReturnType<typeof at>[]) =>
  messages(rehearsalVacuous, rehearsedModel({ expr, rehearsals: [quiet('6m', ...given)] }));

describe('a rehearsal that is quiet whatever the threshold is', () => {
  test.each([
    ['a value', promql`${waiting} > 100`],
    ['one side of a comparison of two', promql`${waiting} > on (queue) ${done}`],
    ['what is counted', promql`count(${waiting} > 100) > 1`],
    ['the left of an exception', promql`${waiting} > 100 unless ${done}`],
    ['one of two conditions', promql`${waiting} > 100 and ${done} > 1`],
  ])('is found for want of %s', (_, expr) => {
    expect(found(expr)).toEqual(['alert PileUp: rehearsal 1 stays quiet whatever the threshold is: no series is called jobs_waiting']);
  });
  test.each([
    ['there is a value', promql`${waiting} > 100`],
    ['what is counted is below an inner threshold', promql`count(${waiting} > 100) > 1`],
    ['an exception holds', promql`${waiting} > 10 unless ${waiting} < 100`],
    ['one of two is there', promql`${waiting} > 100 or ${done} > 1`],
    ['a value was there before', promql`${waiting} > 100`],
  ])('is not found where %s', (_, expr) => expect(found(expr, at('20x9'))).toEqual([]));
  test.each([
    ['absent', promql`absent(${waiting})`],
    ['a comparison with bool', promql`${waiting} > bool 100`],
  ])('is not asked of %s', (_, expr) => expect(found(expr, at('0x9'))).toEqual([]));
});
