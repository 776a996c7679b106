import type { Query } from '../../../promql/ast';
import { promql } from '../../../promql/tag';
import { catalogs } from '../../catalogs';
import { metricsOf } from '../../source';

const own = metricsOf(catalogs['kube-apiserver']);

/** Its targets have the one name where kube-prometheus installs them, and the other by the mixin for Kubernetes. */
export const apiServerJobs = 'job=~"(kube-)?apiserver"';

/** What is asked for: to read, or to change something. */
export const requestKinds = {
  read: 'verb=~"LIST|GET"',
  write: 'verb=~"POST|PUT|PATCH|DELETE"',
} as const;
export type RequestKind = keyof typeof requestKinds;

/** A stream lasts as long as its user wants. */
const withoutStreams = 'subresource!~"proxy|attach|log|exec|portforward"';

/**
 * How long a request may take, by what it reads: one object, those of a namespace, or those of the cluster (Kubernetes' own SLOs for
 * the latency of calls). Prometheus 3 writes bounds with a fraction, `1.0`.
 */
const bounds: Readonly<Record<RequestKind, readonly (readonly [scope: string, le: string])[]>> = {
  read: [
    ['scope=~"resource|"', '1'],
    ['scope="namespace"', '5'],
    ['scope="cluster"', '30'],
  ],
  write: [['', '1']],
};

const durations = own.apiserver_request_sli_duration_seconds;

const requests = (kind: RequestKind, range: string): Query =>
  promql`sum(rate(${own.apiserver_request_total}{${apiServerJobs}, ${requestKinds[kind]}}[${range}]))`;

const failedRequests = (kind: RequestKind, range: string): Query =>
  promql`sum(rate(${own.apiserver_request_total}{${apiServerJobs}, ${requestKinds[kind]}, code=~"5.."}[${range}]))`;

/** Those that were answered in time: each scope has a bound of its own, and so no series is counted twice. */
const quickRequests = (kind: RequestKind, range: string): Query => {
  const each = bounds[kind].map(([scope, le]) => {
    const matchers = [apiServerJobs, requestKinds[kind], withoutStreams, scope, `le=~"${le}([.]0)?"`].filter((one) => one !== '');
    return `rate(${durations.bucket}{${matchers.join(', ')}}[${range}])`;
  });
  return promql`sum(${each.join(' or ')})`;
};

const timedRequests = (kind: RequestKind, range: string): Query =>
  promql`sum(rate(${durations.count}{${apiServerJobs}, ${requestKinds[kind]}, ${withoutStreams}}[${range}]))`;

/** The share of requests that failed or were slow. */
export const badShare = (kind: RequestKind, range: string): Query => promql`
  ((${timedRequests(kind, range)} - ${quickRequests(kind, range)}) + (${failedRequests(kind, range)} or 0 * ${requests(kind, range)}))
  / ${requests(kind, range)}`;
