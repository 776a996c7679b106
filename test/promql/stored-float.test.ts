import { expect, test } from 'vitest';
import { storedFloat } from '../../lib/promql/stored-float';

// The right column is what Go 1.26 prints, with `.0` where that has neither a point nor an exponent.
test.each([
  ['1', '1.0'],
  ['0', '0.0'],
  ['-1', '-1.0'],
  ['2.50', '2.5'],
  ['0.5', '0.5'],
  ['100000', '100000.0'],
  ['999999', '999999.0'],
  ['1000000', '1e+06'],
  ['1234567', '1.234567e+06'],
  ['123456789012', '1.23456789012e+11'],
  ['1e22', '1e+22'],
  ['0.0001', '0.0001'],
  ['0.00001', '1e-05'],
])('%s is stored as %s', (text, stored) => expect(storedFloat(text)).toBe(stored));

test.each(['+Inf', 'NaN', '', '1.', '1..2', 'x', '5..'])('%j is no plain number', (text) => expect(storedFloat(text)).toBeUndefined());
