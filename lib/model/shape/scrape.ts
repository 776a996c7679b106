import type { RelabelConfig } from '../../../imports/monitoring.coreos.com/common';
import { isMapping } from '../../yaml/value';
import { type AnyDuration, durationText, secondsOf } from '../duration';
import type { EndpointSettings, ScrapeLimits, ScrapeSettings } from '../scrape-settings';
import { authKind, clientTlsKind } from './auth';
import { type Fields, fields } from './fields';
import { anything, characters, choiceOf, filledListOf, listOf, mapOf, right, satisfying, wholeNumber, yes } from './kinds';
import { inside, isNo, type Kind, type OptionProblem, problem } from './problem';
import { wholeUrl } from './references';
import { positiveDuration, size } from './units';

/** Limits that Prometheus can enforce, too. */
export const enforceableLimits: Fields<Omit<ScrapeLimits, 'keepDroppedTargets'>> = {
  sampleLimit: wholeNumber(1),
  targetLimit: wholeNumber(1),
  labelLimit: wholeNumber(1),
  labelNameLengthLimit: wholeNumber(1),
  labelValueLengthLimit: wholeNumber(1),
  bodySizeLimit: size,
};

const limitKinds: Fields<ScrapeLimits> = { ...enforceableLimits, keepDroppedTargets: wholeNumber(1) };

export const scrapeLimitsKind = fields<ScrapeLimits>('a mapping of limits', limitKinds);

const actions = 'replace keep drop hashmod labelmap labeldrop labelkeep lowercase uppercase keepequal dropequal'.split(' ');
const action: Kind = (value, at) => (typeof value === 'string' ? choiceOf(...actions)(value.toLowerCase(), at) : characters(value, at));

/** A rule of relabeling. The job is what queries, alerts and messages call a target: it has an option of its own. */
const relabelRule = satisfying<RelabelConfig>(
  fields<RelabelConfig>(
    'a rule of relabeling',
    {
      action,
      modulus: wholeNumber(1),
      regex: characters,
      replacement: characters,
      separator: characters,
      sourceLabels: listOf(characters),
      targetLabel: characters,
    },
    "relabel.keep('label', 'value') or { action, sourceLabels, regex }",
  ),
  ({ targetLabel }, at) =>
    targetLabel === 'job' ? [problem(inside(at, 'targetLabel'), 'the job is set already', 'Write it as the option `job`.')] : right,
);

const relabelings = listOf((value, at) => (Array.isArray(value) ? listOf(relabelRule)(value, at) : relabelRule(value, at)));

const scrapeAuth: Kind = (value, at) =>
  isMapping(value) && value.kind === 'sigv4'
    ? isNo(at, value, 'login at a target', 'Write basicAuth({ username, password }), authorization(...) or oauth2({ ... }).')
    : authKind(value, at);

export const endpointKinds: Fields<EndpointSettings> = {
  interval: positiveDuration,
  timeout: positiveDuration,
  scheme: choiceOf('http', 'https'),
  params: mapOf(filledListOf(characters)),
  auth: scrapeAuth,
  tls: clientTlsKind,
  proxyUrl: wholeUrl,
  honorLabels: yes,
  honorTimestamps: choiceOf('off'),
  relabelings,
  metricRelabelings: relabelings,
};

export const scrapeSettingKinds: Fields<ScrapeSettings> = {
  ...endpointKinds,
  ...limitKinds,
  scrapeClass: characters,
  scrapeProtocols: filledListOf(
    choiceOf('PrometheusProto', 'OpenMetricsText0.0.1', 'OpenMetricsText1.0.0', 'PrometheusText0.0.4', 'PrometheusText1.0.0'),
  ),
  nativeHistograms: choiceOf('off', 'on', 'with-classic'),
};

/** What is merged over a spec is judged as it is written. */
export const rawSpecKind: Kind = (value, at) =>
  isMapping(value) ? anything(value, at) : isNo(at, value, 'mapping', 'Write { name: value }.');

/** An answer that may take longer than it is until the next question is refused by Prometheus. */
export function timeoutProblems({ interval, timeout }: EndpointSettings, at: string): readonly OptionProblem[] {
  if (interval === undefined || timeout === undefined) return right;
  const seconds = (value: AnyDuration) => secondsOf(durationText(value));
  return seconds(timeout) <= seconds(interval)
    ? right
    : [problem(inside(at, 'timeout'), 'it is longer than the interval', 'Write less than the interval, or a longer interval.')];
}
