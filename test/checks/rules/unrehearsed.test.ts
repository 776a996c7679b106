import { describe, expect, test } from 'vitest';
import { unrehearsed } from '../../../lib/checks/rules/unrehearsed';
import { alertRule, messages, modelWith } from '../../support/models';

describe('an alert without rehearsals', () => {
  const fires = { given: [], at: '1m' as const, fires: [{}] };
  const quiet = { given: [], at: '1m' as const, fires: [] };
  const of = (rehearsals?: readonly (typeof fires | typeof quiet)[]) =>
    messages(unrehearsed, modelWith({ rules: [alertRule('A', 'up == 0', { rehearsals })] }));

  test('is found', () => expect(of([])).toEqual(['alert A has no rehearsal in which it fires and none in which it stays quiet']));
  test('in which it fires is found', () => expect(of([quiet])).toEqual([expect.stringMatching(/in which it fires$/)]));
  test('in which it stays quiet is found', () => expect(of([fires])).toEqual([expect.stringMatching(/in which it stays quiet$/)]));
  test('of both kinds is not found', () => expect(of([fires, quiet])).toEqual([]));
  test('is not found where rehearsals are not known', () => expect(of(undefined)).toEqual([]));
});
