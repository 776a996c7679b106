import { configurationProblems } from '../../alertmanager/problems';
import type { CheckInput } from '../../analysis/check-input';
import { type Found, foundAt } from '../../analysis/found';
import { inConfiguration } from '../../analysis/routing';
import { pathText } from '../../yaml/value';
import { check } from '../check';

export const refusedConfiguration = check('refused-configuration', {
  finds: 'a configuration that Alertmanager or Prometheus refuses',
  severity: 'error',
  *run(input) {
    yield* rejectedByOperator(input);
    for (const { path, message, hint, place, by = 'Alertmanager' } of input.misreadConfigurations ?? []) {
      yield foundAt(place, { message: `${by} refuses its configuration: ${pathText(path)}: ${message}`, hint, at: path });
    }
    yield* inConfiguration(input, (config) =>
      configurationProblems(config).map(({ message, hint, path }) => ({
        message: `Alertmanager refuses its configuration: ${message}`,
        hint: hint ?? 'correct it: Alertmanager does not start with it, and one that runs keeps the old configuration',
        path,
      })),
    );
  },
});

/** What prometheus-operator makes no configuration of. */
function* rejectedByOperator({ routing }: CheckInput): Iterable<Found> {
  if (routing === undefined || routing === 'nobody') return;
  for (const { path, message, hint } of routing.rejected ?? []) {
    yield foundAt(routing.place, { message: `${path}: ${message}`, hint: hint ?? 'correct it: no configuration is made of it' });
  }
}
