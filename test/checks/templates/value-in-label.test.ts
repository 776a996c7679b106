import { describe, expect, test } from 'vitest';
import { valueInLabel } from '../../../lib/checks/templates/value-in-label';
import { alertRule, findingsOf, messages, modelWith } from '../../support/models';

const withSummary = (summary: string, expr = 'up == 0') => modelWith({ rules: [alertRule('A', expr, { annotations: { summary } })] });

describe('the value of the sample in a label', () => {
  const of = (severity: string, more = {}) =>
    findingsOf(valueInLabel, modelWith({ rules: [alertRule('A', 'up == 0', { labels: { severity }, ...more })] }));

  test.each([
    '{{ $value }}',
    '{{ .Value | humanize }}',
    '{{ printf "%.2f" $value }}',
    '{{ $x := $value }}{{ $x }}',
    '{{ query "up" | first | value }}',
  ])('is found: %s', (label) => {
    expect(of(label)).toEqual([expect.objectContaining({ severity: 'warning', file: 'A#labels/severity' })]);
  });

  test('is said to restart `for`', () => expect(of('{{ $value }}', { for: '5m' })[0]!.message).toContain('for: 5m'));

  test.each([
    '{{ if gt $value 0.9 }}critical{{ else }}warning{{ end }}',
    '{{ $labels.severity }}',
    'critical',
    '{{ query "up" | first | label "x" }}',
  ])('is not found: %s', (label) => expect(of(label)).toEqual([]));

  test('is no matter in an annotation', () => expect(messages(valueInLabel, withSummary('{{ $value }}'))).toEqual([]));
});
