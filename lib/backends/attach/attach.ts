import { isNo, type OptionProblem } from '../../model/shape/problem';
import { isMapping } from '../../yaml/value';
import type { Backend } from '../backend';
import { hosting, isStackHost, type StackHost } from './host';
import { hostedBackend } from './hosted';
import { installedBackend } from './installed';
import type { InstalledStack } from './installed-stack';
import { type AttachOptions, attachOptionsKind } from './options';

/**
 * For clusters where somebody runs Prometheus and Alertmanager already, and for a stack beside another one of the app: the stack runs neither.
 * It writes its monitors, rules, routing and dashboards so that the installed stack reads them, or tells them to the other one.
 */
export function attach(to: InstalledStack | StackHost, options: AttachOptions = {}): Backend {
  const target: unknown = isStackHost(to) ? to[hosting] : to;
  const problems = () => [...targetProblems(target), ...attachOptionsKind(options, '')];
  const found = isHost(target) ? hostedBackend(target, options) : installedBackend(target as InstalledStack, options);
  return {
    ...found,
    attachedTo: to,
    get problems() {
      return problems();
    },
  };
}

const isHost = (target: unknown): target is Extract<StackHost[typeof hosting], { kind: 'host' }> =>
  isMapping(target) && target.kind === 'host';

const hint = "Write kubePrometheusStack({ release: 'kps' }), kubePrometheus() or installedFrom('platform/'), or give a MonitoringStack.";

function targetProblems(target: unknown): readonly OptionProblem[] {
  if (isHost(target)) return [];
  if (!isMapping(target) || target.kind !== 'installed' || typeof target.read !== 'function') {
    return isNo('', target, 'installed stack', hint);
  }
  return (target as unknown as InstalledStack).problems ?? [];
}
