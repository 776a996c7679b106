import { expect, test } from 'vitest';
import { expand, type TemplateSubject } from '../../lib/gotemplate/expand/expand';
import { parseAlertTemplate } from '../../lib/gotemplate/index';

const subject: TemplateSubject = {
  labels: { instance: 'node-1:9100', queue: 'mail' },
  externalLabels: { cluster: 'eu' },
  externalUrl: 'https://prometheus.example/p',
  value: 0.0345,
  now: 60_000,
  query: (text) =>
    text === 'up'
      ? [
          { kind: 'sample', labels: { job: 'b' }, value: 2 },
          { kind: 'sample', labels: { job: 'a' }, value: 3 },
        ]
      : [],
};

const expanded = (text: string) => {
  const template = parseAlertTemplate(text);
  if (!('nodes' in template)) throw new Error(template.message);
  return expand(template, subject);
};

test.each([
  ['{{ $labels.instance }} of {{ $externalLabels.cluster }}: {{ $value }}', 'node-1:9100 of eu: 0.0345'],
  ['{{ $labels.nothing }}|{{ .Labels.queue | toUpper | printf "%-6s" }}|', '|MAIL  |'],
  ['{{ $value | humanizePercentage }} {{ humanize 1234567.0 }} {{ humanize1024 2048.0 }}', '3.45% 1.235M 2ki'],
  ['{{ humanizeDuration 93784.0 }} {{ humanizeTimestamp 0 }}', '1d 2h 3m 4s 1970-01-01 00:00:00 +0000 UTC'],
  ['{{ printf "%.0f %.0f %.1f" 0.5 1.5 0.25 }}', '0 2 0.2'],
  ['{{ range query "up" | sortByLabel "job" }}{{ .Labels.job }}={{ .Value }} {{ else }}nothing{{ end }}', 'a=3 b=2 '],
  ['{{ range query "down" }}x{{ else }}nothing{{ end }}', 'nothing'],
  ['{{ with query "up" }}{{ . | first | value }}{{ end }}', '2'],
  ['{{ if gt $value 0.05 }}much{{ else if eq $labels.queue "mail" }}mail{{ end }}', 'mail'],
  ['{{ reReplaceAll "(.*):.*" "$1" $labels.instance }} {{ match "^node" $labels.instance }}', 'node-1 true'],
  ['{{ $labels.instance | stripPort }} {{ title "two-words" }} {{ now }}', 'node-1 Two-Words 60'],
  ['{{ define "x" }}<{{ . }}>{{ end }}{{ template "x" 5 }}{{ tableLink "up == 0" }}', '<5>/graph?g0.expr=up+%3D%3D+0&g0.tab=1'],
])('%s', (text, expected) => {
  expect(expanded(text)).toBe(expected);
});

test.each(['{{ first (query "down") | value }}', '{{ $value.x }}', '{{ gt $value 1 }}', '{{ humanize "x" }}'])(
  '%s fails as it does in Prometheus',
  (text) => {
    expect(expanded(text)).toMatchObject({ code: 'fails' });
  },
);

test('what only Go can print is said to be beyond, and not guessed', () => {
  expect(expanded('{{ query "up" }}')).toMatchObject({ code: 'beyond' });
});
