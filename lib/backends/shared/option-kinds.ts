import { offOr, programFields, storageKind } from '../../manifests/option-kinds';
import { fields } from '../../model/shape/fields';
import { labels, satisfying, yes } from '../../model/shape/kinds';
import { problem } from '../../model/shape/problem';
import { positiveDuration, size } from '../../model/shape/units';
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

const prometheus = fields<PrometheusProps>('Prometheus', {
  ...programFields,
  retention: positiveDuration,
  retentionSize: offOr(size),
  storage: storageKind,
  externalLabels,
  enableLifecycle: yes,
});

const alertmanager = fields<AlertmanagerProps>('Alertmanager', { ...programFields, retention: positiveDuration, storage: storageKind });

/** The kind of each option of a backend that runs both programs. */
export const programsKind = fields<ProgramProps>('a backend', { prometheus, alertmanager });
