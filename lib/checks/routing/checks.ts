import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { routedAlerts } from '../../analysis/alert-labels';
import { findingAt, type RoutingInput } from '../../analysis/check-input';
import type { Judgement, RoutedAlert } from '../../analysis/routing-context';
import type { FindingSeverity } from '../../model/finding';
import type { Check } from '../check';
import { judgeAmbiguousMatcher } from './ambiguous-matcher';
import { judgeDeadInhibition } from './dead-inhibition';
import { judgeDeadRoute } from './dead-route';
import { judgeLiteralSecret } from './literal-secret';
import { judgeMisspeltRoute } from './misspelt-route';
import { judgeRefusedConfiguration } from './refused-configuration';
import { judgeUnusedReceiver } from './unused-receiver';

/** A judgement of Alertmanager's configuration as a check; of other people's alerts not all are known, so `alerts` is empty there. */
function routingCheck(
  name: string,
  severity: FindingSeverity | ((routing: RoutingInput) => FindingSeverity),
  judge: (config: AlertmanagerConfiguration, alerts: readonly RoutedAlert[]) => Iterable<Judgement>,
): Check {
  return {
    name,
    *judge(model) {
      const { routing, foreign } = model;
      if (routing === undefined || routing === 'nobody' || routing.rejected !== undefined) return;
      const alerts = foreign ? [] : routedAlerts(model, routing.config).map(({ alert }) => alert);
      for (const { message, hint, path } of judge(routing.config, alerts)) {
        const at = path
          .split(/[.[\]]+/)
          .filter(Boolean)
          .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
        yield findingAt(routing.place, name, typeof severity === 'string' ? severity : severity(routing), {
          message: message.includes(path) ? message : `${path}: ${message}`,
          hint,
          at,
        });
      }
    },
  };
}

const acceptedConfiguration = routingCheck('refused-configuration', 'error', judgeRefusedConfiguration);

export const refusedConfiguration: Check = {
  name: acceptedConfiguration.name,
  *judge(model) {
    const { routing } = model;
    if (routing !== undefined && routing !== 'nobody') {
      for (const { path, message, hint } of routing.rejected ?? []) {
        yield findingAt(routing.place, this.name, 'error', {
          message: `${path}: ${message}`,
          hint: hint ?? 'correct it: no configuration is made of it',
        });
      }
    }
    yield* acceptedConfiguration.judge(model);
  },
};

export const deadRoute = routingCheck('dead-route', 'error', function* (config, alerts) {
  yield* judgeDeadRoute(config);
  yield* judgeMisspeltRoute(config, alerts);
});
export const deadInhibition = routingCheck('dead-inhibition', 'warning', judgeDeadInhibition);
export const unusedReceiver = routingCheck('unused-receiver', 'warning', judgeUnusedReceiver);
export const ambiguousMatcher = routingCheck('ambiguous-matcher', 'warning', judgeAmbiguousMatcher);
// In a Secret they are where they belong; only who keeps its YAML in a repository has to know.
export const literalSecret = routingCheck('literal-secret', ({ isInSecret }) => (isInSecret ? 'info' : 'error'), judgeLiteralSecret);
