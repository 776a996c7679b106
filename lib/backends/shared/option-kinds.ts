import { offOr, programFields, storageKind } from '../../manifests/option-kinds';
import { type Fields, fields } from '../../model/shape/fields';
import { labels, satisfying, wholeNumber, yes } from '../../model/shape/kinds';
import { problem } from '../../model/shape/problem';
import { positiveDuration, size } from '../../model/shape/units';
import type { QueryLimits, ScrapeLimits } from './limits';
import type { AlertmanagerProps, ProgramProps, PrometheusProps } from './props';

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

const enforceable = {
  sampleLimit: wholeNumber(1),
  targetLimit: wholeNumber(1),
  labelLimit: wholeNumber(1),
  labelNameLengthLimit: wholeNumber(1),
  labelValueLengthLimit: wholeNumber(1),
  bodySizeLimit: size,
};

export const scrapeLimitsKind = fields<ScrapeLimits>('a mapping of limits', { ...enforceable, keepDroppedTargets: wholeNumber(1) });

const prometheusFields: Fields<PrometheusProps> = {
  ...programFields,
  retention: positiveDuration,
  retentionSize: offOr(size),
  storage: storageKind,
  externalLabels,
  enableLifecycle: yes,
  limits: offOr(scrapeLimitsKind),
  enforcedLimits: fields<Omit<ScrapeLimits, 'keepDroppedTargets'>>('a mapping of limits', enforceable),
  query: offOr(
    fields<QueryLimits>('a mapping of limits', {
      timeout: positiveDuration,
      maxConcurrency: wholeNumber(1),
      maxSamples: wholeNumber(1),
      lookbackDelta: positiveDuration,
    }),
  ),
};

const prometheus = fields<PrometheusProps>('Prometheus', prometheusFields);

/** The names of the options of Prometheus. */
export const prometheusOptions: readonly string[] = Object.keys(prometheusFields);

const alertmanager = fields<AlertmanagerProps>('Alertmanager', { ...programFields, retention: positiveDuration, storage: storageKind });

/** The kind of each option of a backend that runs both programs. */
export const programsKind = fields<ProgramProps>('a backend', { prometheus, alertmanager });
