import { parseDuration } from '../../promql/numbers';
import { argumentsMap, queryEscape, type TemplateFunction } from './builtins';
import { humanize, humanize1024, humanizeDuration, humanizePercentage, humanizeTimestamp, toDuration, toFloat, toTime } from './humanize';
import { matchesPattern, replacedPattern } from './patterns';
import { fail, type GoValue, type TemplateSample } from './values';

/** What a template may ask of its Prometheus. */
export interface TemplateEnvironment {
  /** The result of a query at the time of the template. */
  readonly query: (text: string) => readonly TemplateSample[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly externalUrl: string;
}

const text =
  (f: (text: string) => GoValue): TemplateFunction =>
  ([value]) =>
    f(value as string);
const number =
  (f: (value: number) => GoValue): TemplateFunction =>
  ([value]) =>
    f(toFloat(value));
const sampleOf = (value: GoValue): TemplateSample => (value === undefined ? fail('there is no sample') : (value as TemplateSample));

/** The functions of Prometheus 3.15 (template/template.go, `NewTemplateExpander`); that the types fit is checked before. */
export const prometheusFunctions = ({ query, now, externalUrl }: TemplateEnvironment): Readonly<Record<string, TemplateFunction>> => ({
  query: text(query),
  first: ([samples]) => ((samples ?? []) as readonly TemplateSample[])[0] ?? fail('`first` of a query without a result'),
  label: ([name, sample]) => sampleOf(sample).labels[name as string] ?? '',
  value: ([sample]) => sampleOf(sample).value,
  strvalue: ([sample]) => sampleOf(sample).labels.__value__ ?? '',
  sortByLabel: ([name, samples]) => {
    const keyOf = ({ labels }: TemplateSample): string => labels[name as string] ?? '';
    return [...((samples ?? []) as readonly TemplateSample[])].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b))));
  },
  args: argumentsMap,
  reReplaceAll: ([pattern, replacement, value]) => replacedPattern(pattern as string, replacement as string, value as string),
  match: ([pattern, value]) => matchesPattern(pattern as string, value as string),
  safeHtml: text((value) => ({ kind: 'html', text: value })),
  title: text(titled),
  toUpper: text((value) => value.toUpperCase()),
  toLower: text((value) => value.toLowerCase()),
  graphLink: text((expr) => `/graph?g0.expr=${queryEscape(expr)}&g0.tab=0`),
  tableLink: text((expr) => `/graph?g0.expr=${queryEscape(expr)}&g0.tab=1`),
  urlQueryEscape: text(queryEscape),
  stripPort: text((value) => hostAndPort(value)?.host ?? value),
  stripDomain: text(withoutDomain),
  humanize: number(humanize),
  humanize1024: number(humanize1024),
  humanizeDuration: number(humanizeDuration),
  humanizePercentage: number(humanizePercentage),
  humanizeTimestamp: number(humanizeTimestamp),
  toTime: number(toTime),
  toDuration: number(toDuration),
  parseDuration: text(secondsOfDuration),
  now: () => now / 1000,
  pathPrefix: () => /^[a-z]+:\/\/[^/]*(.*)$/i.exec(externalUrl)?.[1] ?? '',
  externalURL: () => externalUrl,
});

function secondsOfDuration(duration: string): number {
  const parsed = parseDuration(duration.replace(/^-/, ''));
  if ('fault' in parsed) return fail(parsed.fault);
  return duration.startsWith('-') ? -parsed.seconds : parsed.seconds;
}

/** A word of Unicode's text segmentation, as far as labels have it: `10.0.0.1` is one, `don't` too, `a-b` are two. */
const words = /[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_]|(?<=[\p{L}\p{M}\p{N}])['’.:,;·](?=[\p{L}\p{N}_]))*/gu;

/** The first letter of each word large (golang.org/x/text/cases, `Title` with `NoLower`). */
const titled = (value: string): string => value.replace(words, (word) => word.replace(/\p{L}/u, (letter) => letter.toUpperCase()));

/** Go's net.SplitHostPort. */
function hostAndPort(value: string): { readonly host: string; readonly port: string } | undefined {
  const found = /^(?:\[([^[\]]*)\]|([^[\]:]*)):([^[\]:]*)$/.exec(value);
  return found === null ? undefined : { host: found[1] ?? found[2] ?? '', port: found[3] ?? '' };
}

const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

function withoutDomain(value: string): string {
  const split = hostAndPort(value);
  const host = split?.host ?? value;
  if (ipv4.test(host) || (host.includes(':') && /^[\da-fA-F:.]+$/.test(host))) return value;
  const name = host.split('.')[0]!;
  if (split === undefined || split.port === '') return name;
  return name.includes(':') ? `[${name}]:${split.port}` : `${name}:${split.port}`;
}
