import { describe, expect, test } from 'vitest';
import { templateLabel } from '../../../lib/checks/templates/template-label';
import { alertRule, findingsOf, modelWith } from '../../support/models';

describe('a label that the result of the expression cannot have', () => {
  const lost = (summary: string, expr = 'sum by (job) (up) == 0', labels = { severity: 'warning' }) =>
    findingsOf(templateLabel, modelWith({ rules: [alertRule('A', expr, { annotations: { summary }, labels })] }));

  test.each<[string, string]>([
    ['{{ $labels.instance }} is down', '$labels.instance'],
    ['{{ .Labels.instance }}', '.Labels.instance'],
    ['{{ index $labels "instance" }}', 'index $labels "instance"'],
    ['{{ $.Labels.instance }}', '$.Labels.instance'],
    ['{{ range query "sum by (job) (up)" }}{{ .Labels.instance }}{{ end }}', '.Labels.instance'],
    ['{{ query "sum(up)" | first | label "job" }}', 'label "job"'],
  ])('is found in %s', (summary, part) => {
    const [finding, ...others] = lost(summary);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: 'warning', file: 'A#annotations/summary', column: summary.indexOf(part) + 1 });
    expect(finding!.message).toMatch(/sum (keeps only job|without `by`)/);
  });

  test('is found where the rule adds the label, with the value to write', () => {
    expect(lost('{{ $labels.severity }}')).toEqual([expect.objectContaining({ hint: expect.stringContaining('write warning itself') })]);
    expect(lost('{{ $labels.alertname }}')).toEqual([expect.objectContaining({ hint: expect.stringContaining('write A itself') })]);
  });

  test.each<[string, string?]>([
    ['{{ $labels.job }}'],
    ['{{ $labels.instance }}', 'up == 0'],
    ['{{ $externalLabels.cluster }}'],
    ['{{ with $labels.cluster }}on {{ . }}{{ end }}'],
    ['{{ if $labels.cluster }}on {{ $labels.cluster }}{{ end }}'],
    ['{{ if and $labels.a $labels.b }}{{ $labels.a }}{{ end }}'],
    ['{{ if ne $labels.a "" }}{{ $labels.a }}{{ end }}'],
    ['{{ $x := $labels.cluster }}{{ if $x }}{{ $x }}{{ end }}'],
    ['{{ range query "up" }}{{ .Labels.instance }}{{ end }}'],
    ['{{ $labels.instance }}', 'sum by (job) (up'],
  ])('is not found where it may be there, or where the template asks first: %s', (summary, expr) =>
    expect(lost(summary, expr)).toEqual([]),
  );
});
