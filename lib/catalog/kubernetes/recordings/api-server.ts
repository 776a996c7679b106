import { type Recording, recording } from '../../../model/rule';
import type { Query } from '../../../promql/ast';
import { promql } from '../../../promql/tag';
import { catalogs } from '../../catalogs';
import { metricsOf } from '../../source';
import { apiServerJobs, bounds, type RequestKind, requestKinds, withoutStreams } from '../cluster/api-server-requests';

const own = metricsOf(catalogs['kube-apiserver']);
const kinds = Object.keys(requestKinds) as RequestKind[];
const durations = own.apiserver_request_sli_duration_seconds;
/** A month changes slowly, and what is counted for it is much. */
const interval = '3m';
const verbs = 'verb=~"LIST|GET|POST|PUT|PATCH|DELETE"';

/** Of a month only each hour is counted: the mean of hours times their number. */
const month = (hour: Recording): Query => promql`avg_over_time(${hour}[30d]) * 24 * 30`;

const codes = recording('code_verb:apiserver_request_total:increase1h', {
  expr: promql`sum by (code, verb) (increase(${own.apiserver_request_total}{${apiServerJobs}, ${verbs}}[1h]))`,
  interval,
});
const codesOfMonth = recording('code_verb:apiserver_request_total:increase30d', { expr: month(codes), interval });
const timed = recording('cluster_verb_scope_le:apiserver_request_sli_duration_seconds_bucket:increase1h', {
  expr: promql`
    sum by (verb, scope, le) (increase(${durations.bucket}{${apiServerJobs}, ${verbs}, ${withoutStreams}, le=~"(1|5|30)([.]0)?|[+]Inf"}[1h]))`,
  interval,
});
const timedOfMonth = recording('cluster_verb_scope_le:apiserver_request_sli_duration_seconds_bucket:increase30d', {
  expr: promql`sum by (verb, scope, le) (${month(timed)})`,
  interval,
});
const counted = recording('cluster_verb_scope:apiserver_request_sli_duration_seconds_count:increase1h', {
  expr: promql`sum by (verb, scope) (${timed}{le="+Inf"})`,
  interval,
});
const countedOfMonth = recording('cluster_verb_scope:apiserver_request_sli_duration_seconds_count:increase30d', {
  expr: promql`sum by (verb, scope) (${timedOfMonth}{le="+Inf"})`,
  interval,
});

const all = (kind: RequestKind): Query => promql`sum(${codesOfMonth}{${requestKinds[kind]}})`;
const failed = (kind: RequestKind): Query => promql`(sum(${codesOfMonth}{${requestKinds[kind]}, code=~"5.."}) or 0 * ${all(kind)})`;
const quick = (kind: RequestKind): Query => {
  const each = bounds[kind].map(([scope, le]) => [requestKinds[kind], scope, `le=~"${le}([.]0)?"`].filter((one) => one !== '').join(', '));
  return promql`sum(${each.map((matchers) => `${timedOfMonth.name}{${matchers}}`).join(' or ')})`;
};
const bad = (kind: RequestKind): Query => promql`((sum(${countedOfMonth}{${requestKinds[kind]}}) - ${quick(kind)}) + ${failed(kind)})`;

const availability = (verb: 'all' | RequestKind, expr: Query): Recording =>
  recording('apiserver_request:availability30d', { expr, labels: { verb }, interval });

/** The availability of the API server in a month, and what it is made of; by the names that people build on. */
export const availabilityRecordings: readonly Recording[] = [
  codes,
  codesOfMonth,
  ...kinds.map((verb) =>
    recording('code:apiserver_request_total:increase30d', {
      expr: promql`sum by (code) (${codesOfMonth}{${requestKinds[verb]}})`,
      labels: { verb },
      interval,
    }),
  ),
  timed,
  timedOfMonth,
  counted,
  countedOfMonth,
  ...kinds.map((kind) => availability(kind, promql`1 - ${bad(kind)} / ${all(kind)}`)),
  availability('all', promql`1 - (${bad('read')} + ${bad('write')}) / (${all('read')} + ${all('write')})`),
  ...kinds.map((verb) =>
    recording('code_resource:apiserver_request_total:rate5m', {
      expr: promql`sum by (code, resource) (rate(${own.apiserver_request_total}{${apiServerJobs}, ${requestKinds[verb]}}[5m]))`,
      labels: { verb },
      interval,
    }),
  ),
];

/** How long 99 of 100 requests take at most, by resource. */
export const requestDurationRecordings: readonly Recording[] = kinds.map((verb) =>
  recording('cluster_quantile:apiserver_request_sli_duration_seconds:histogram_quantile', {
    expr: promql`
      histogram_quantile(
        0.99,
        sum by (le, resource) (rate(${durations.bucket}{${apiServerJobs}, ${requestKinds[verb]}, ${withoutStreams}}[5m]))
      ) > 0`,
    labels: { verb, quantile: '0.99' },
  }),
);
