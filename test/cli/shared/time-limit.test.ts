import { expect, test } from 'vitest';
import { timeLimitIn, within } from '../../../lib/cli/shared/time-limit';

const done = { status: 0, stdout: 'done', stderr: '' } as const;

test('what ends within the limit gives what it gives', () =>
  expect(within({ text: '60s', milliseconds: 60_000 }, () => done)).toEqual(done));

test('what never ends is ended, with a sentence', () =>
  expect(
    within({ text: '20ms', milliseconds: 20 }, () => {
      for (;;) {
        // as a regular expression that runs away would
      }
    }),
  ).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^vigie: not done after 20ms/) }));

test('what fails, fails with its own error', () =>
  expect(() =>
    within({ text: '60s', milliseconds: 60_000 }, () => {
      throw new TypeError('mine');
    }),
  ).toThrow(new TypeError('mine')));

test.each([
  [['a', '--timeout', '5m', 'b'], ['a', 'b'], 300_000],
  [['--timeout=90s', 'a'], ['a'], 90_000],
  [['a'], ['a'], 60_000],
  [['--', '--timeout', 'x'], ['--', '--timeout', 'x'], 60_000],
])('%j leaves %j, and %i ms', (args, rest, milliseconds) => expect(timeLimitIn(args)).toMatchObject({ rest, limit: { milliseconds } }));
