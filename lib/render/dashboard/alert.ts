import type { QueryPanelOptions } from '../../model/dashboard/panel';
import type { Color, Threshold } from '../../model/dashboard/style';
import { oneOf } from '../../model/matchers';
import type { Alert, Severity } from '../../model/rule';
import type { Expr } from '../../promql/ast';
import { quote } from '../../promql/strings';
import { withoutParens } from '../../promql/walk';
import type { JsonObject } from '../../text/json';
import { datasourceModel } from './datasource';

const colors: Readonly<Record<Severity, Color>> = { critical: 'red', warning: 'orange', info: 'blue', none: 'text' };

export const alertColor = ({ severity }: Alert): Color => colors[severity] ?? 'red';

/** The thresholds of a panel: its own, or where its alert begins to fire. */
export function thresholdsOf(panel: Pick<QueryPanelOptions, 'alert' | 'thresholds'>, quiet: Color): readonly Threshold[] | undefined {
  if (panel.thresholds !== undefined || panel.alert === undefined) return panel.thresholds;
  const limit = limitOf(panel.alert.expr.expr);
  if (limit === undefined) return undefined;
  const color = alertColor(panel.alert);
  return limit.above
    ? [
        { from: null, color: quiet },
        { from: limit.value, color },
      ]
    : [
        { from: null, color },
        { from: limit.value, color: quiet },
      ];
}

/** `... > 0.05`: the number that an expression is compared with, and the side on which the comparison holds. */
function limitOf(expr: Expr | undefined): { readonly value: number; readonly above: boolean } | undefined {
  const whole = expr && withoutParens(expr);
  if (whole?.kind !== 'binary' || whole.bool) return undefined;
  const value = numberOf(whole.right);
  if (value === undefined) return undefined;
  switch (whole.op) {
    case '>':
    case '>=':
      return { value, above: true };
    case '<':
    case '<=':
      return { value, above: false };
    default:
      return undefined;
  }
}

function numberOf(expr: Expr): number | undefined {
  const inner = withoutParens(expr);
  if (inner.kind === 'number') return inner.value;
  if (inner.kind !== 'unary') return undefined;
  const value = numberOf(inner.expr);
  return value === undefined || inner.op === '+' ? value : -value;
}

/** Marks when alerts fired: in all graphs, or in the panels with these ids. */
export const firingAnnotation = (name: string, alerts: readonly Alert[], color: Color, panels?: readonly number[]): JsonObject => ({
  name,
  enable: true,
  hide: panels !== undefined,
  iconColor: color,
  datasource: datasourceModel(),
  expr: firing(alerts),
  titleFormat: '{{alertname}}',
  textFormat: '',
  filter: panels && { exclude: false, ids: panels },
});

const firing = (alerts: readonly Alert[]): string => {
  const names = alerts.map(({ name }) => name);
  const matcher = names.length === 1 ? `alertname=${quote(names[0]!)}` : `alertname=~${quote(oneOf('alertname', ...names).value)}`;
  return `ALERTS{${matcher}, alertstate="firing"}`;
};
