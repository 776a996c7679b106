import { describe, expect, test } from 'vitest';
import { rehearsalFailed } from '../../../lib/checks/rules/rehearsal-failed';
import { fires, quiet, series } from '../../../lib/model/rehearsal';
import { findingsOf, messages } from '../../support/models';
import { rehearsedModel, waiting } from '../../support/rehearsed';

const mail = { queue: 'mail' };
const at = (values: string) => series(waiting, mail, values);

describe('an alert that does something else than its rehearsal says', () => {
  test('is found with its values and its states over time', () => {
    const [found] = findingsOf(rehearsalFailed, rehearsedModel({ rehearsals: [fires('4m', mail, at('20 200x9'))] }));
    expect(found).toMatchObject({
      severity: 'error',
      path: 'worker/PileUp',
      hint: 'Look later, or shorten `for`.',
      excerpt: 'jobs_waiting{queue="mail"} 20 (2 times), 200 (7 times)\nPileUp{queue="mail"}: pending from 1m',
    });
  });
  test('is told with what it should say', () => {
    const [found] = findingsOf(rehearsalFailed, rehearsedModel({ rehearsals: [fires('6m', {}, at('200x9'))] }));
    expect(found?.hint).toMatch(/write `fires\('6m', \{"queue":"mail"\}, \.\.\.\)`/);
  });
  test('is not found where all hold', () => {
    expect(messages(rehearsalFailed, rehearsedModel({ rehearsals: [fires('6m', mail, at('200x9')), quiet('6m', at('20x9'))] }))).toEqual(
      [],
    );
  });
  test('is left to promtool where the history has a native histogram', () => {
    const [found] = findingsOf(rehearsalFailed, rehearsedModel({ rehearsals: [quiet('6m', at('{{count:1}}'))] }));
    expect(found).toMatchObject({
      severity: 'info',
      message: expect.stringMatching(/is not played: .*native histogram, which only promtool/),
    });
  });
});
