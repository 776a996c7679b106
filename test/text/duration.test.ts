import { describe, expect, test } from 'vitest';
import { readDuration } from '../../lib/text/duration';

describe('a duration of Prometheus', () => {
  test.each([
    ['0', 0],
    ['30s', 30_000],
    ['1h30m', 5_400_000],
    ['1d12h', 129_600_000],
    ['1y', 31_536_000_000],
    ['90ms', 90],
    ['1w2d3h4m5s6ms', 788_645_006],
  ])('%s has %d milliseconds', (text, milliseconds) => expect(readDuration(text)).toMatchObject({ milliseconds }));

  test.each([
    ['', 'empty'],
    ['5', 'no-duration'],
    ['-5m', 'no-duration'],
    [' 5m', 'no-duration'],
    ['1.5h', 'unknown-unit'],
    ['2 weeks', 'unknown-unit'],
    ['30m1h', 'order'],
    ['5m5m', 'order'],
    ['293y', 'too-long'],
  ])('%j is none: %s', (text, code) => expect(readDuration(text)).toMatchObject({ code }));

  test('names the unit that it does not know', () => expect(readDuration('1h5min')).toEqual({ code: 'unknown-unit', unit: 'min' }));
});
