import { labelsOf, presence } from '../promql';
import type { AlertmanagerConfiguration } from '../model/routing/configuration';
import type { LabelKnowledge } from '../model/routing/knowledge';
import { reachable } from '../model/routing/reach';
import { notifies } from '../model/routing/receivers';
import { routeTree, type RouteNode } from '../model/routing/tree';
import type { Check } from './check';
import { findingAt, type JudgedRule, type Model } from './model';

/** An alert that ends at a receiver that tells nobody, or that nothing routes at all. */
export const unroutedAlert: Check = {
  name: 'unrouted-alert',
  *judge(model) {
    const { rules, routing } = model;
    if (routing === undefined) return;
    if (routing === 'nobody') {
      for (const { kind, name, place } of rules) {
        if (kind !== 'alert') continue;
        yield findingAt(place, this.name, 'warning', { message: `alert ${name} fires and nobody is told: the stack has no routing`, hint: 'give the stack `routing` with a receiver' });
      }
      return;
    }
    if (!(routing.config.receivers ?? []).some(notifies)) {
      const count = rules.filter(({ kind }) => kind === 'alert').length;
      if (count > 0) {
        yield findingAt(routing.place, this.name, 'error', {
          message: `no receiver has a channel, so nobody is told of any of the ${count} alerts`,
          hint: 'give a receiver a channel (Slack, e-mail, a webhook ...) and route the alerts to it',
        });
      }
      return;
    }
    const receivers = new Map((routing.config.receivers ?? []).map((receiver) => [receiver.name, receiver]));
    const tells = ({ receiver }: RouteNode) => {
      const known = receivers.get(receiver);
      // A receiver that is not there is a finding of its own; it is not known to be silent.
      return known === undefined || notifies(known);
    };
    const matched = matchedLabels(routing.config);
    for (const rule of rules) {
      if (rule.kind !== 'alert') continue;
      const { possibly } = reachable(routing.config, knowledgeOf(rule, matched, model));
      if (possibly.some(tells)) continue;
      const ends = [...new Set(possibly.map(({ receiver }) => receiver))].join(', ');
      yield findingAt(rule.place, this.name, 'error', {
        message: `alert ${rule.name} reaches only ${ends || 'no receiver'}, which tells nobody`,
        hint: 'give the receiver a channel (Slack, e-mail, a webhook ...), or route the alert to one that has',
      });
    }
  },
};

/** The labels that routes ask for: of the others nothing needs to be known. */
function matchedLabels(config: AlertmanagerConfiguration): ReadonlySet<string> {
  const labels = new Set<string>();
  const visit = ({ matchers, children }: RouteNode): void => {
    for (const { name } of matchers) labels.add(name);
    children.forEach(visit);
  };
  visit(routeTree(config).root);
  return labels;
}

function knowledgeOf({ name, labels, query }: JudgedRule, matched: ReadonlySet<string>, { knowledge, externalLabels }: Model): LabelKnowledge {
  const result = query.expr === undefined ? undefined : labelsOf(query.expr, knowledge);
  const known: Record<string, readonly string[]> = { alertname: [name] };
  for (const label of matched) {
    const own = labels[label];
    // A template can become anything.
    if (own !== undefined && !own.includes('{{')) known[label] = [own];
    else if (own === undefined && label !== 'alertname') {
      const value = result?.values.get(label);
      if (value !== undefined) known[label] = [value];
      else if (result !== undefined && presence(result, label) === 'never') known[label] = [externalLabels[label] ?? ''];
    }
  }
  return { labels: known };
}
