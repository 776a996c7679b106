import { describe, expect, test } from 'vitest';
import type { DashboardInput } from '../../../lib/analysis/check-input';
import { dashboardUid } from '../../../lib/checks/dashboards/dashboard-uid';
import { judge, panel } from '../../support/dashboards';

describe('the uid of a dashboard', () => {
  const of = (uid: string, title = 'Title', more: Partial<DashboardInput> = {}) =>
    judge(dashboardUid, { uid, title, panels: [panel()] }, more).map(({ severity, message }) => `${severity} ${message}`);
  test('with more than 40 characters is found', () => expect(of('a'.repeat(41))).toEqual([expect.stringMatching(/^error.*41 characters/)]));
  test.each(['a b', 'a/b', 'a.b', 'ä'])('%s is found', (uid) => expect(of(uid)).toEqual([expect.stringMatching(/^error.*refuses/)]));
  test('that is missing is an information in a provisioned dashboard', () => {
    expect(of('', 'Title', { provisioned: true })).toEqual([expect.stringMatching(/^info.*no uid/)]);
    expect(of('')).toEqual([]);
  });
  test.each(['a', 'a'.repeat(40), 'A-b_9'])('%s is not found', (uid) => expect(of(uid)).toEqual([]));
  test('is no help where the title is missing', () => expect(of('a', ' ')).toEqual([expect.stringMatching(/^error.*no title/)]));
});
