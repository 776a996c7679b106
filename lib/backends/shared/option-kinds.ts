import { literalCredentials } from '../../compile/prometheus/literal-credentials';
import { dnsLabel } from '../../kubernetes/names';
import { logLevel, offOr, programFields, replicatedFields, resourcesKind, storageKind } from '../../manifests/option-kinds';
import type { Logging, Replicated } from '../../manifests/program-options';
import { openServedFields } from '../../manifests/service-kinds';
import type { Served } from '../../manifests/service-settings';
import type { ScrapeLimits } from '../../model/scrape-settings';
import { type Fields, fields, required } from '../../model/shape/fields';
import {
  characters,
  choiceOf,
  filledListOf,
  kubernetesLabels,
  labels,
  listOf,
  named,
  satisfying,
  textLike,
  wholeNumber,
  yes,
} from '../../model/shape/kinds';
import { inside, isNo, type Kind, problem } from '../../model/shape/problem';
import { imageReference, secretKeyReference, wholeUrl } from '../../model/shape/references';
import { enforceableLimits, scrapeLimitsKind } from '../../model/shape/scrape';
import { duration, positiveDuration, size } from '../../model/shape/units';
import { isMapping } from '../../yaml/value';
import type { QueryLimits } from './limits';
import type { AlertmanagerProps, AlertTiming, ProgramProps, PrometheusProps, Selects, ThanosSidecar, Web } from './props';
import { remoteReadKind, remoteWriteKind } from './remote-kinds';

const externalLabels = satisfying<Readonly<Record<string, string>>>(labels, (value, at) =>
  Object.keys(value)
    .filter((name) => !/^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/.test(name))
    .map((name) => ({
      ...problem(
        at,
        `${JSON.stringify(name)} is no plain name of a label`,
        'Use letters, digits and underscores, and neither a digit nor two underscores first.',
      ),
      severity: 'warning',
    })),
);

const mapping: Kind = (value, at) => (isMapping(value) ? [] : isNo(at, value, 'mapping', 'Write { name: value }.'));

/** A job in Prometheus' own language. What is secret in it would stand in a ConfigMap. */
const scrapeJob: Kind = (value, at) => {
  if (!isMapping(value) || typeof value.job_name !== 'string')
    return isNo(at, value, 'job of Prometheus', 'Write it as prometheus.yml has it: { job_name, static_configs: [...] }.');
  return literalCredentials(value).map((path) =>
    problem(
      inside(at, path),
      'a secret is spelled out',
      'Mount its Secret with `volumes`, and name the file: password_file, credentials_file.',
    ),
  );
};

/** What one of the programs has more than others. */
const ownFields: Fields<Logging & Replicated & Served & Web> = {
  logLevel,
  ...replicatedFields,
  ...openServedFields,
  externalUrl: wholeUrl,
  routePrefix: textLike('path', /^\/[^\s?#]*$/, 'Write a path that begins with a slash, such as /prometheus.'),
};

const scrapeClass: Kind = (value, at) =>
  isMapping(value) && typeof value.name === 'string' && value.name !== ''
    ? []
    : isNo(at, value, 'scrape class', 'Write it as the Prometheus resource has it: { name, ... }.');

const prometheusFields: Fields<PrometheusProps> = {
  ...programFields,
  ...ownFields,
  retention: positiveDuration,
  retentionSize: offOr(size),
  storage: storageKind,
  externalLabels,
  enableLifecycle: yes,
  limits: offOr(scrapeLimitsKind),
  enforcedLimits: fields<Omit<ScrapeLimits, 'keepDroppedTargets'>>('a mapping of limits', enforceableLimits),
  query: offOr(
    fields<QueryLimits>('a mapping of limits', {
      timeout: positiveDuration,
      maxConcurrency: wholeNumber(1),
      maxSamples: wholeNumber(1),
      lookbackDelta: positiveDuration,
    }),
  ),
  scrapeTimeout: positiveDuration,
  scrapeClasses: listOf(scrapeClass),
  scrapeConfigs: listOf(scrapeJob),
  remoteWrite: listOf(remoteWriteKind),
  remoteRead: listOf(remoteReadKind),
  ruleQueryOffset: duration,
  alertTiming: fields<AlertTiming>('a timing of alerts', {
    forOutageTolerance: duration,
    forGracePeriod: duration,
    resendDelay: positiveDuration,
  }),
  enableFeatures: listOf(characters),
  thanos: fields<ThanosSidecar>('a Thanos sidecar', {
    image: required(imageReference),
    objectStorage: secretKeyReference,
    resources: resourcesKind,
    args: listOf(characters),
  }),
  receives: listOf(choiceOf('remote-write', 'otlp')),
  enableAdminApi: yes,
  raw: mapping,
};

const prometheus = fields<PrometheusProps>('Prometheus', prometheusFields);

/** The names of the options of Prometheus. */
export const prometheusOptions: readonly string[] = Object.keys(prometheusFields);

const alertmanager = fields<AlertmanagerProps>('Alertmanager', {
  ...programFields,
  ...ownFields,
  retention: positiveDuration,
  storage: storageKind,
  enableFeatures: listOf(characters),
  raw: mapping,
});

/** The kind of each option of a backend that runs both programs. */
export const programsKind = fields<ProgramProps>('a backend', { prometheus, alertmanager });

/** That of one which reads custom resources. */
export const operatorKind = fields<ProgramProps & { readonly selects?: Selects }>('a backend', {
  prometheus,
  alertmanager,
  selects: fields<Selects>('a selection', {
    namespaces: required((value, at) =>
      value === 'all'
        ? []
        : Array.isArray(value)
          ? filledListOf(named('name of a namespace', dnsLabel))(value, at)
          : isNo(at, value, 'list of namespaces', "Write a list of their names, or 'all'."),
    ),
    labels: kubernetesLabels,
  }),
});
