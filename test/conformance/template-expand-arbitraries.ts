import fc, { type Arbitrary } from 'fast-check';
import { oneOf, seq } from './promql-grammar';

/** Templates as alerts have them: numbers made readable, texts cut and replaced, times. */

const float = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => String(value)),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => String(value)),
  fc.integer({ min: -100_000, max: 100_000 }).map((value) => `${value / 8}`),
  oneOf(
    '0',
    '1',
    '-1',
    '1000',
    '999.95',
    '1023',
    '1024',
    '12345',
    '0.5',
    '1e-3',
    '1.5e9',
    '86400',
    '3661',
    '0.00012',
    '123456',
    '2.5',
    '1e20',
    '123450',
    '0.125',
    '1e21',
  ),
);
const number = fc.oneof(
  float.map((text) => (/^-?\d+$/.test(text) || /[.e]/.test(text) ? text : '0')).map((text) => text.replace('e+', 'e')),
  float.map((text) => `"${text}"`),
  oneOf('"NaN"', '"Inf"', '"-Inf"', '"x"', '""', '$value'),
);
const word = oneOf(
  'a',
  'B',
  ' ',
  'node-1',
  '10.0.0.1',
  ':9100',
  'example.com',
  '.',
  'é',
  '"',
  "'",
  '<',
  '&',
  '/',
  'Über',
  '_x',
  '1st',
  '[::1]',
  "don't",
);
const text = fc.array(word, { maxLength: 5 }).map((parts) => JSON.stringify(parts.join('')));
const humanized = seq(
  '{{ ',
  oneOf('humanize', 'humanize1024', 'humanizeDuration', 'humanizePercentage', 'humanizeTimestamp', 'toTime'),
  ' ',
  number,
  ' }}',
);
const changed = seq(
  '{{ ',
  oneOf(
    'title',
    'toUpper',
    'toLower',
    'stripPort',
    'stripDomain',
    'graphLink',
    'tableLink',
    'urlQueryEscape',
    'html',
    'urlquery',
    'len',
    'print',
  ),
  ' ',
  text,
  ' }}',
);
const verb = seq(
  '%',
  oneOf('', '-', '+', '0', ' ', '+0'),
  oneOf('', '8', '3', '12'),
  oneOf('', '.0', '.1', '.2', '.3', '.'),
  oneOf('f', 'e', 'g', 'v', 's', 'd', 'q', 'E', 'G', 'x', 't', 'c'),
);
const unquoted = fc.oneof(number, text, oneOf('1', '-42', "'a'", 'true', '$labels.x', '(len "abc")'));
const formattedText = fc.tuple(verb, verb, unquoted, unquoted).map(([one, two, a, b]) => `{{ printf "${one}|${two}" ${a} ${b} }}`);
const pattern = oneOf('a', '(.)', '[a-z]+', '^', 'e(x)(a)?', '(?i)B', '.*', 'b*', '(?P<n>no)de');
const replaced = fc
  .tuple(oneOf('reReplaceAll'), pattern, oneOf('', 'z', '$1', '${1}z', '$$', '$n', '${n}', '$2'), text)
  .map(([name, expression, by, value]) => `{{ ${name} "${expression}" "${by}" ${value} }}`);
const matches = seq('{{ match "', pattern, '" ', text, ' }}');
const flow = oneOf(
  '{{ range $i, $x := query "up" }}{{ if $i }}, {{ end }}{{ $x.Labels.x }}={{ $x.Value }}{{ end }}',
  '{{ range $k, $v := $labels }}{{ $k }}:{{ $v }};{{ else }}none{{ end }}',
  '{{ with query "up" }}{{ . | first | value | humanize }}{{ end }}',
  '{{ $n := 0 }}{{ range query "x" }}{{ $n = .Value }}{{ if eq $n 2.0 }}{{ continue }}{{ end }}{{ $n }}{{ break }}{{ end }}',
  '{{ define "d" }}[{{ .arg0 }} {{ .arg1 }} {{ .arg2 }}]{{ end }}{{ template "d" (args 1 $labels.x) }}',
  '{{ range 3 }}{{ . }}{{ end }}',
  '{{ if and $labels.x (gt $value 0.1) (lt $value 0.9) }}yes{{ else if $labels.nothing }}no{{ else }}never{{ end }}',
  '{{ or $labels.nothing "default" }}{{ and 1 0 2 }}{{ not "" }}',
  '{{ $labels }}{{ .ExternalLabels.cluster }}{{ $externalURL }}{{ externalURL }}{{ pathPrefix }}',
  '{{ len (query "a") }}{{ index $labels "y" }}{{ slice "abcdef" 1 3 }}{{ index "abc" 1 }}',
  '{{ query "x" | sortByLabel "y" | first | label "x" }}{{ (query "x" | first).Value }}{{ first (query "a") }}',
  '{{ print 1 2 "a" "b" 3 4.5 }}{{ println 1 "a" }}{{ print nil }}',
  '{{ le 1 1 }}{{ ge 2 3 }}{{ ne "a" "b" }}{{ eq 1 2 3 1 }}{{ eq "a" 1 }}',
  '{{ toDuration 3661.5 }}{{ toDuration "0.0015" }}{{ parseDuration "1h30m" }}{{ parseDuration "-5m" }}{{ now }}',
  '{{ js "<a href=\'x\'>" }}{{ html $labels.x }}{{ $value }}{{ .Value | printf "%.2f" }}',
);

/** Templates that mostly expand. */
export const expandable: Arbitrary<string> = fc
  .array(
    fc.oneof(
      { arbitrary: humanized, weight: 4 },
      { arbitrary: changed, weight: 3 },
      { arbitrary: formattedText, weight: 4 },
      replaced,
      matches,
      flow,
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((parts) => parts.join(' '));
