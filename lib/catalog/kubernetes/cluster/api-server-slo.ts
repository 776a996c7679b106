import { fires, quiet, series } from '../../../model/rehearsal';
import { alert, type Recording, recording } from '../../../model/rule';
import { promql } from '../../../promql/tag';
import { badShare, type RequestKind, requestKinds } from './api-server-requests';

const kinds = Object.keys(requestKinds) as RequestKind[];

/** The ranges over which the budget for errors is watched. */
const ranges = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;
type BurnRange = (typeof ranges)[number];

const burnRate = (range: BurnRange) => `apiserver_request:burnrate${range}`;

/** The share of requests to the API server that fail or are slow, by `verb`: read or write. */
export const burnRateRecordings: readonly Recording[] = ranges.flatMap((range) =>
  kinds.map((kind) => recording(burnRate(range), { expr: badShare(kind, range), labels: { verb: kind } })),
);

/** Both ranges tell of the same fire: the long one that it matters, the short one that it still burns. */
const burns = (
  long: BurnRange,
  short: BurnRange,
  factor: number,
  pending: '2m' | '15m' | '1h' | '3h',
  severity: 'critical' | 'warning',
  gone: string,
) =>
  ({
    thresholds: { budget: { ratio: 0.01, min: 0, max: 1, is: 'share of requests that may fail or be slow within 30 days' } },
    expr: (tuned: { readonly budget: number }) => promql`
      sum(${burnRate(long)}) > ${Number((factor * tuned.budget).toPrecision(6))}
      and sum(${burnRate(short)}) > ${Number((factor * tuned.budget).toPrecision(6))}`,
    for: pending,
    severity,
    component: 'control-plane',
    labels: { long, short },
    summary: 'The API server fails or delays {{ $value | humanizePercentage }} of its requests.',
    description: `If it goes on, what may fail within 30 days is used up ${gone}. Look at what is slow: etcd, a webhook, or somebody who asks too much.`,
    rehearsals: (tuned: { readonly budget: number }) => {
      const at = (share: number, range: BurnRange) =>
        kinds.map((verb, index) =>
          series(burnRate(range), { verb }, `${Number((share * (index === 0 ? 0.75 : 0.25)).toPrecision(6))}x400`),
        );
      const limit = factor * tuned.budget;
      const minutes = { '2m': '3m', '15m': '18m', '1h': '70m', '3h': '200m' } as const;
      return [
        fires(minutes[pending], {}, ...at(limit * 1.2, long), ...at(limit * 1.5, short)),
        quiet('300m', ...at(limit * 0.9, long), ...at(limit * 0.9, short)),
        { ...quiet('300m', ...at(limit * 1.2, long), ...at(limit * 0.2, short)), title: 'it is over' },
        { ...quiet('300m', ...at(limit * 0.2, long), ...at(limit * 1.5, short)), title: 'it has just begun, and may pass' },
      ];
    },
  }) as const;

/** Alerts on the budget for errors of the API server: 99 % of its requests are answered in time. */
export const apiServerSloAlerts = [
  alert('KubeAPIErrorBudgetBurn', burns('1h', '5m', 14.4, '2m', 'critical', 'in two days')),
  alert('KubeAPIErrorBudgetBurn', burns('6h', '30m', 6, '15m', 'critical', 'in five days')),
  alert('KubeAPIErrorBudgetBurn', burns('1d', '2h', 3, '1h', 'warning', 'in ten days')),
  alert('KubeAPIErrorBudgetBurn', burns('3d', '6h', 1, '3h', 'warning', 'before they are over')),
] as const;
