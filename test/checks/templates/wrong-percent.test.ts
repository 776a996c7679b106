import { describe, expect, test } from 'vitest';
import { wrongPercent } from '../../../lib/checks/templates/wrong-percent';
import { alertRule, messages, modelWith } from '../../support/models';

const of = (expr: string, summary: string) =>
  messages(wrongPercent, modelWith({ rules: [alertRule('A', expr, { annotations: { summary } })] }));
const part = 'sum(rate(x_total{a="b"}[5m])) / sum(rate(x_total[5m]))';

describe('humanizePercentage of a percentage', () => {
  test.each([
    ['100 * (1 - a / b) > 85', '{{ $value | humanizePercentage }}'],
    ['a / b * 100 > 85', 'full: {{ .Value | humanizePercentage }}'],
    ['100 * a / b > 85 and c > 0', '{{ humanizePercentage $value }}'],
    ['100 - (avg by (x) (a / b) * 100) > 90', '{{ $value | humanizePercentage }}'],
    ['85 < max((a / b) * 100)', '{{- $value | humanizePercentage -}}'],
  ])('is found: %s', (expr, summary) => expect(of(expr, summary)).toEqual([expect.stringMatching(/9000%/)]));
  test.each([
    ['a / b > 0.85', '{{ $value | humanizePercentage }}'],
    ['100 * a > 85', '{{ $value | humanizePercentage }}'],
    ['a / b * 10 > 85', '{{ $value | humanizePercentage }}'],
    ['100 * a / b > 85', '{{ $value | humanize }}%'],
    ['100 * a / b > 85', '{{ with query "a / b" }}{{ . | first | value | humanizePercentage }}{{ end }}'],
    ['a and 100 * b / c', '{{ $value | humanizePercentage }}'],
  ])('is not found: %s, %s', (expr, summary) => expect(of(expr, summary)).toEqual([]));
});

describe('a percent sign behind a share', () => {
  test.each([
    '{{ $value }}% fail',
    '{{ $value | humanize }} percent',
    '{{ printf "%.2f" $value }} %',
    '{{ $value | printf "%.2f%%" }}',
    '{{ printf "%.1f %%" .Value }}',
  ])('is found: %s', (summary) => expect(of(`${part} > 0.08`, summary)).toEqual([expect.stringMatching(/share from 0 to 1/)]));
  test.each([
    [`${part} > 0.08`, '{{ $value | humanizePercentage }}'],
    [`${part} > 0.08`, '{{ $value }} of the mails, more than 8%'],
    [`${part} * 100 > 8`, '{{ $value }}%'],
    [`100 * ${part} > 8`, '{{ $value | printf "%.1f" }}%'],
    ['a / b > 0.08', '{{ $value }}%'],
    ['a > 1', '{{ $value }}%'],
  ])('is not found: %s, %s', (expr, summary) => expect(of(expr, summary)).toEqual([]));
});
