import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { configurationFaults } from '../../alertmanager/faults';
import type { Judgement } from '../../analysis/routing-context';

/** Alertmanager refuses the configuration: it does not start, or keeps the old one. */
export function* judgeRefusedConfiguration(config: AlertmanagerConfiguration): Generator<Judgement> {
  for (const { message, hint, path } of configurationFaults(config)) {
    yield {
      message: `Alertmanager refuses its configuration: ${message}`,
      hint: hint ?? 'correct it: Alertmanager does not start with it, and one that runs keeps the old configuration',
      path,
    };
  }
}
