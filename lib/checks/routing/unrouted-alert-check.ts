import { notifies } from '../../alertmanager/receivers';
import { routedAlerts } from '../../analysis/alert-labels';
import { findingAt } from '../../analysis/check-input';
import type { Check } from '../check';
import { judgeUnroutedAlert } from './unrouted-alert';

/** An alert that fires and tells nobody. */
export const unroutedAlert: Check = {
  name: 'unrouted-alert',
  *judge(model) {
    const { rules, routing } = model;
    const alerts = rules.filter(({ kind }) => kind === 'alert');
    if (routing === undefined || alerts.length === 0) return;
    if (routing === 'nobody') {
      for (const { name, place } of alerts) {
        yield findingAt(place, this.name, 'warning', {
          message: `alert ${name} fires and nobody is told: the stack has no routing`,
          hint: 'give the stack `routing` with a receiver',
        });
      }
      return;
    }
    if (routing.rejected !== undefined) return;
    if (!(routing.config.receivers ?? []).some(notifies)) {
      yield findingAt(routing.place, this.name, 'error', {
        message: `no receiver has a channel, so nobody is told of any of the ${alerts.length} alerts`,
        hint: 'give a receiver a channel (Slack, e-mail, a webhook ...) and route the alerts to it',
      });
      return;
    }
    for (const { rule, alert } of routedAlerts(model, routing.config)) {
      // Who routes only what is urgent leaves these out on purpose.
      const severity = model.foreign && ['info', 'none'].includes(rule.labels.severity ?? '') ? 'info' : 'error';
      for (const { message, hint } of judgeUnroutedAlert(routing.config, [alert]))
        yield findingAt(rule.place, this.name, severity, { message, hint });
    }
  },
};
