import fc from 'fast-check';

/** Pieces that a template may be made of, and some that it may not. */
const pieces = [
  'text', ' ', '\n', '{{', '}}', '{{ ', ' }}', '{{- ', ' -}}', '-', '{{/* a */}}', '{{- /* a */ -}}', '/*', '*/',
  'if', 'else', 'end', 'range', 'with', 'define', 'block', 'template', 'break', 'continue', 'nil', 'true', 'false',
  '{{ if $value }}', '{{ else }}', '{{ else if .Labels }}', '{{ else with .Labels }}', '{{ end }}', '{{ with .Value }}', '{{ range $i, $x := query "up" }}',
  '{{ range .Labels }}', '{{ define "a" }}', '{{ block "b" . }}', '{{ template "a" }}', '{{ template "b" . }}', '{{ break }}', '{{ continue }}',
  '$', '$value', '$labels', '$labels.x', '$labels.x.y', '$x', '$externalLabels', '.', '.Labels', '.Labels.x', '.Value', '.x', '..',
  ':=', '=', ',', '|', ' | ', '(', ')', '"a"', '"a\\n"', '"\\q"', '"', '`a`', '`', "'a'", "'ab'", "''", "'\\''", "'",
  '1', '-1', '1.5', '.5', '1.', '0x1F', '0x1p4', '0x', '1e3', '1_000', '1__0', '08', '08.5', '1i', '1+2i', '1+2', '9223372036854775808', '+', '1e',
  'humanize', 'query', 'first', 'value', 'label', 'printf', 'eq', 'and', 'len', 'index', 'tmpl', 'nosuch', 'toUpper', 'é', 'ü_1', '!', '@', '\u00a0', '日', '🙂', '\\',
];

export const pieceTexts: fc.Arbitrary<string> = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''));

/** Mostly right: pieces inside of an action, apart by blanks. */
export const actionTexts: fc.Arbitrary<string> = fc.array(
  fc.array(fc.constantFrom(...pieces.filter((piece) => !/[{}]/.test(piece))), { minLength: 1, maxLength: 7 }).map((parts) => `{{ ${parts.join(' ')} }}`),
  { minLength: 1, maxLength: 3 },
).map((parts) => parts.join('text'));

const strings = fc.constantFrom(
  '"a"', '"1.5"', '$labels.x', '.Labels.y', '$externalLabels.cluster', '$externalURL', '(index $labels "x")', '(print $value)', '(humanize $value)',
  '(printf "%.2f" $value)', '("b" | toUpper)', '(query "up" | first | label "x")', '(label "x" (first (query "up")))', '(safeHtml "a")', '`raw`',
);
const numbers = fc.constantFrom(
  '$value', '.Value', '1', '0.5', '-3', '0x10', '1e2', "'a'", '(len "ab")', '(query "up" | first | value)', '(first (query "up")).Value', 'now', '(now)',
  '(parseDuration "1h")', '(toDuration 5)', '(len $labels)', '1i',
);
const others = fc.constantFrom(
  'true', '(not $value)', '$labels', '.', '$', '(query "up")', '(query "up" | first)', '(query "up" | sortByLabel "x")', '(args 1 "a")', '(args 1 "a").arg0',
  '(toTime $value)', '(gt $value 0.1)', 'nil', '$value.Count', '$value.count', '.Value.x', '$labels.x.y', '.Annotations', '(query "up").Value',
  '(index (query "up") 1)', '(index (query "up") "1")', '(index $labels 1)', '(slice "abc" 1)', '.Labels', '(toTime 1).Year', '(and $value 1)', '(or "" "b")',
);
const operand = fc.oneof(strings, numbers, others);

const functions = fc.constantFrom(
  'humanize', 'humanize1024', 'humanizeDuration', 'humanizePercentage', 'humanizeTimestamp', 'toTime', 'toDuration', 'toUpper', 'toLower', 'title', 'stripPort',
  'stripDomain', 'graphLink', 'tableLink', 'safeHtml', 'urlQueryEscape', 'first', 'value', 'strvalue', 'label "x"', 'label', 'sortByLabel "x"', 'query', 'args',
  'match "a.*"', 'match "("', 'reReplaceAll "a" "b"', 'parseDuration', 'now', 'pathPrefix', 'externalURL', 'and', 'or', 'not', 'len', 'index', 'slice', 'html', 'js',
  'urlquery', 'print', 'println', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'eq 1', 'eq 0.5', 'gt 1.0', 'lt "a"', 'call',
);

/** What a function makes of one to three operands, some given before it through `|`. */
const calls = fc.tuple(functions, fc.array(operand, { maxLength: 2 }), fc.option(operand)).map(
  ([name, args, before]) => `${before === null ? '' : `${before} | `}${[name, ...args].join(' ')}`,
);

/** Templates whose syntax is right, of which every part is expanded. */
export const straightTexts: fc.Arbitrary<string> = fc.oneof(
  calls.map((call) => `{{ ${call} }}`),
  fc.tuple(calls, functions).map(([call, then]) => `{{ ${call} | ${then} }}`),
  operand.map((value) => `{{ ${value} }}`),
  fc.tuple(operand, operand).map(([a, b]) => `{{ ${a} ${b} }}`),
  operand.map((value) => `{{ $x := ${value} }}{{ $x | humanize }}`),
  fc.tuple(operand, calls).map(([value, call]) => `{{ $x := ${value} }}{{ if $x }}a{{ end }}{{ ${call} }}`),
);

const verbs = fc.constantFrom('%d', '%s', '%f', '%.2f', '%5.1f', '%g', '%v', '%q', '%x', '%t', '%%', '%c', '%e', '%U', '%-5s', '%03d', '%T', '%b', '%o', '%y', '% d', '%');

/** printf with one format and some values. */
export const formats: fc.Arbitrary<string> = fc.tuple(fc.array(verbs, { maxLength: 3 }), fc.array(fc.oneof(strings, numbers, fc.constant('true')), { maxLength: 3 }))
  .map(([parts, values]) => `{{ printf "${parts.join(' ')}" ${values.join(' ')} }}`);
