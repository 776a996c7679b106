import { describe, expect, test } from 'vitest';
import { templateSyntax } from '../../../lib/checks/templates/template-syntax';
import { alertRule, findingsOf, messages, modelWith, recordingRule } from '../../support/models';

const withSummary = (summary: string, expr = 'up == 0') => modelWith({ rules: [alertRule('A', expr, { annotations: { summary } })] });
const found = (summary: string) => findingsOf(templateSyntax, withSummary(summary));

describe('a template that Prometheus refuses', () => {
  test.each<[string, RegExp, string]>([
    ['{{ $labels.instance }', /one `}` does not close/, '}'],
    ['{{ $labels.instance', /`}}` is missing/, '{{ $labels.instance'],
    ['{{ $lables.instance }}', /no variable `\$lables`/, '$lables'],
    ['{{ $value | humanise }}', /no function `humanise`/, 'humanise'],
    ['{{ if $value }}high', /ends in `if`/, ''],
    ['high{{ end }}', /`end` has no `if`/, 'end'],
    ['{{ else }}', /`else` has no/, 'else'],
    ['{{ if }}a{{ end }}', /a value is missing in `if`/, ''],
    ['{{ $labels.my-label }}', /`-` cannot follow/, '.my-'],
    ['{{ }}', /a value is missing/, ''],
    ['{{ "a }}', /string is not closed/, '"a }}'],
    [String.raw`{{ "\q" }}`, /escape that Go does not know/, String.raw`"\q"`],
    ['{{ printf "%s" (print 1 }}', /`\(` is not closed/, ''],
    ['{{ 1 | 2 }}', /after `\|` stands a value/, '2'],
    ['{{ break }}', /outside of a `range`/, 'break'],
    ['{{ tmpl "a" . }}', /no function `tmpl`/, 'tmpl'],
    ['{{ define "a" }}{{ $labels.x }}{{ end }}', /no variable `\$labels`/, '$labels'],
    ['{{/* a comment }}', /comment is not closed/, ''],
    ['{{ $x, $y := .Labels }}', /cannot set several variables/, ','],
    ['{{ range $i, $x, $y := .Labels }}{{ end }}', /cannot set several variables/, ''],
    ['{{ 08 }}', /`08` is not a number/, '08'],
  ])('%s', (summary, words, part) => {
    const [finding, ...others] = found(summary);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: 'error', message: expect.stringMatching(words), file: 'A#annotations/summary' });
    if (part !== '') expect(finding!.excerpt).toBe(`${summary}\n${' '.repeat(summary.indexOf(part))}${'^'.repeat(part.length)}`);
  });

  test('gets a proposal where a name is nearly right', () => {
    expect(found('{{ $value | humanise }}')[0]!.hint).toBe('Did you mean `humanize`?');
    expect(found('{{ $label.x }}')[0]!.hint).toBe('Did you mean `$labels`?');
  });

  test('gets the way to ask for a label with a hyphen', () => expect(found('{{ $labels.my-label }}')[0]!.hint).toContain('index $labels'));

  test('is found in a label too', () => {
    expect(messages(templateSyntax, modelWith({ rules: [alertRule('A', 'up == 0', { labels: { severity: '{{ $valu }}' } })] }))).toEqual([
      expect.stringContaining('label severity'),
    ]);
  });

  test('nests as deep as somebody likes and is no crash', () => {
    const deep = 20_000;
    expect(found(`{{ ${'('.repeat(deep)}1${')'.repeat(deep)} }}`)).toHaveLength(1);
    expect(found('{{ if 1 }}'.repeat(deep) + '{{ end }}'.repeat(deep))).toHaveLength(1);
  });
});

describe('a template that cannot be expanded', () => {
  test.each<[string, RegExp]>([
    ['{{ if gt $value 5 }}high{{ end }}', /`gt` cannot compare a number with an int/],
    ['{{ if eq $value "5" }}high{{ end }}', /`eq` cannot compare a number with a string/],
    ['{{ $value | toUpper }}', /`toUpper` cannot take a number/],
    ['{{ humanize }}', /`humanize` takes one argument, not 0/],
    ['{{ humanize 1 2 }}', /`humanize` takes one argument, not 2/],
    ['{{ reReplaceAll "a" "b" }}', /takes 3 arguments, not 2/],
    ['{{ query "up" | humanize }}', /`humanize` cannot take a list of samples/],
    ['{{ query "up" | first | humanize }}', /`humanize` cannot take a sample/],
    ['{{ query "up" | value }}', /`value` cannot take a list of samples/],
    ['{{ .Annotations.summary }}', /a template of a rule has no `.Annotations`/],
    ['{{ .Label.instance }}', /no `.Label`/],
    ['{{ $labels.instance.name }}', /a string has no field `name`/],
    ['{{ $value.count }}', /a number has no field `count`/],
    ['{{ $labels.instance $value }}', /is not a function and takes no arguments/],
    ['{{ "a" "b" }}', /takes no arguments/],
    ['{{ range $value }}{{ end }}', /`range` cannot go over a number/],
    ['{{ (query "up").Value }}', /a list of samples has no field `Value`/],
    ['{{ range query "up" }}{{ .label }}{{ end }}', /a sample has no `.label`/],
    ['{{ template "a" . }}', /no template `a`/],
    ['{{ match "(" $labels.instance }}', /`\(` is not a regular expression: missing closing \)/],
    ['{{ nil }}', /nil is not a command/],
    ['{{ index $labels 1 }}', /labels are found by a string/],
    ['{{ len $value }}', /a number has no length/],
    ['{{ define "a" }}{{ . | toUpper }}{{ end }}{{ template "a" $value }}', /`toUpper` cannot take a number/],
  ])('%s', (summary, words) => {
    expect(found(summary)).toEqual([expect.objectContaining({ severity: 'error', message: expect.stringMatching(words) })]);
  });

  test('gets the decimal point proposed', () => expect(found('{{ if gt $value 5 }}a{{ end }}')[0]!.hint).toContain('decimal point'));

  test.each<[string, RegExp, string]>([
    ['{{ query "rate(up)" | first | value }}', /not valid PromQL: .*range/, 'up'],
    ['{{ query `sum(up` | first | value }}', /not valid PromQL: unclosed/, ''],
    ['{{ query (printf "up{job=\\"%s\\"" $labels.job) | first | value }}', /not valid PromQL/, ''],
  ])('because of its query: %s', (summary, words, part) => {
    const [finding] = found(summary);
    expect(finding).toMatchObject({ severity: 'error', message: expect.stringMatching(words) });
    if (part !== '') expect(finding!.excerpt!.split('\n')[1]!.indexOf('^')).toBe(summary.indexOf(part));
  });
});

describe('a template that gives what nobody wants', () => {
  test.each<[string, RegExp]>([
    ['{{ printf "%d" $value }}', /`%d` cannot print a float/],
    ['{{ $value | printf "%s" }}', /`%s` cannot print a float/],
    ['{{ printf "%.2f" $labels.x }}', /`%.2f` cannot print a string/],
    ['{{ printf "%s" }}', /has no argument/],
    ['{{ printf "up" $value }}', /1 arguments for 0 verbs/],
    ['{{ printf "100%" }}', /ends in a `%`/],
    ['{{ query "up" }}', /addresses of memory/],
  ])('%s', (summary, words) =>
    expect(found(summary)).toEqual([expect.objectContaining({ severity: 'warning', message: expect.stringMatching(words) })]),
  );

  test('is a template of a recording rule, which nobody expands', () => {
    const rule = recordingRule('job:up:sum', 'sum by (job) (up)', { labels: { team: '{{ $labels.team }}' } });
    expect(findingsOf(templateSyntax, modelWith({ rules: [rule] }))).toEqual([
      expect.objectContaining({ severity: 'warning', message: expect.stringContaining('label team') }),
    ]);
  });
});

describe('a template that is right is not found', () => {
  test.each([
    'no action',
    '{{ $value }}',
    '{{$labels.instance}}',
    '{{- $value -}}',
    '{{/* a comment */}}',
    '{{ $value | humanizePercentage }}',
    '{{ printf "%.2f" $value }}',
    '{{ $value | printf "%.0f%%" }}',
    '{{ with query "up" }}{{ . | first | value | humanize }}{{ end }}',
    '{{ range query "up" }}{{ .Labels.job }} {{ .Value }}{{ else }}none{{ end }}',
    '{{ range $i, $s := query "up" | sortByLabel "job" }}{{ $i }}{{ $s.Labels.job }}{{ end }}',
    '{{ if gt $value 5.0 }}a{{ else if lt $value 1.5 }}b{{ else }}c{{ end }}',
    '{{ if and $labels.a (eq $labels.b "c") }}x{{ end }}',
    '{{ $x := query "up" | first | value }}{{ $x | humanize }}',
    '{{ label "job" (query "up" | first) }}',
    '{{ index $labels "my-label" }}',
    '{{ define "a" }}{{ .Value }}{{ end }}{{ template "a" . }}',
    '{{ block "b" $labels }}{{ .job }}{{ end }}',
    '{{ reReplaceAll "(.*):.*" "$1" $labels.instance }}',
    '{{ $externalURL }}{{ externalURL }}{{ pathPrefix }}',
    '{{ $externalLabels.cluster }}',
    '{{ .Labels.x }}{{ .Value }}{{ $.Value }}',
    '{{ humanizeTimestamp $value }}',
    '{{ ($value | toTime).Year }}',
    '{{ $value.Count }}',
    '{{ (args 1 2).arg0 }}',
    '{{ with $labels.x }}{{ . }}{{ end }}',
    '{{ query (printf "up{job=\\"%s\\"}" $labels.job) | first | value }}',
    '{{ query (printf "%s > 1" $labels.x) | first | value }}',
    '{{ printf "%s %d" $labels.x (len $labels.x) }}',
    '{{ "{{" }} $labels {{ "}}" }}',
    '{{ "\\"quoted\\"" }}',
    '{{ if not (match "a.*" $labels.x) }}a{{ end }}',
    '{{ 1 | }}',
    '{{ $x := 1 }}{{ if $labels.a }}{{ $x = "a" }}{{ end }}{{ $x | toUpper }}',
    "{{ 'a' }}{{ 0x1F }}{{ 1e3 }}{{ 1_000 }}",
    '{{ now | humanizeTimestamp }}',
    '{{ tableLink "up" }}',
    '{{ stripPort $labels.instance | stripDomain }}',
    '{{ parseDuration "1h" | humanizeDuration }}',
    '{{ range 3 }}{{ . }}{{ end }}',
    '{{ range $labels }}{{ . | toUpper }}{{ break }}{{ end }}',
  ])('%s', (summary) => expect(found(summary)).toEqual([]));

  test('nor one of a recording rule that is no template', () => {
    expect(messages(templateSyntax, modelWith({ rules: [recordingRule('job:up:sum', 'sum(up)', { labels: { team: 'a' } })] }))).toEqual([]);
  });
});

test('an escape of Helm that is left over prints a template', () => {
  const of = (summary: string) => messages(templateSyntax, withSummary(summary));
  expect(of('{{`{{ $labels.instance }}`}} is down')).toEqual([expect.stringMatching(/prints `\{\{ \$labels.instance \}\}` as it is/)]);
  expect(of('{{ "a text" }} of {{ $labels.instance }}')).toEqual([]);
});
