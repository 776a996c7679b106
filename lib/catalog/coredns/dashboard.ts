import { type Dashboard, dashboard } from '../../model/dashboard';
import { across, row } from '../../model/dashboard/layout';
import { stat } from '../../model/dashboard/reduced';
import { timeseries } from '../../model/dashboard/timeseries';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { countOf, percent, perSecond, risesTo, seconds, shouldBeNone } from '../kubernetes/dashboards/looks';
import { ownUse, silentInstances } from '../kubernetes/dashboards/processes';
import { metricsOf } from '../source';

const own = metricsOf(catalogs.coredns);
const job = '{job="coredns"}';
const answers = (where = '') => promql`rate(${own.coredns_dns_responses_total}{job="coredns"${where}}[$__rate_interval])`;
const slowest = (metric: { readonly bucket: string }, by: string) =>
  promql`histogram_quantile(0.99, sum by (${by}, le) (rate(${metric.bucket}${job}[$__rate_interval])))`;
const perSecondOf = (metric: { readonly name: string }, by: string) => promql`sum by (${by}) (rate(${metric}${job}[$__rate_interval]))`;
const hits = promql`sum(rate(${own.coredns_cache_hits_total}${job}[$__rate_interval]))`;

/** Whether names are found, and how fast. */
export const corednsDashboard: Dashboard = dashboard('coredns', {
  title: 'CoreDNS',
  description: 'Whether names are found, and how fast.',
  tags: ['kubernetes'],
  panels: [
    across(
      silentInstances('coredns'),
      stat('Failed Answers', {
        description: 'The share of SERVFAIL: CoreDNS or a server that it asks could not answer.',
        queries: [{ expr: promql`(sum(${answers(', rcode="SERVFAIL"')}) or vector(0)) / sum(${answers()})` }],
        unit: 'percentunit',
        decimals: 2,
        min: 0,
        thresholds: risesTo([0.01, 'orange'], [0.05, 'red']),
        graph: 'area',
      }),
      stat('Slowest Answer', {
        description: '99 of 100 are faster.',
        queries: [{ expr: promql`max(${slowest(own.coredns_dns_request_duration_seconds, 'server')})` }],
        ...seconds,
        decimals: 1,
        thresholds: risesTo([0.5, 'orange'], [4, 'red']),
        noValue: 'No requests',
        graph: 'area',
      }),
      stat('Panics', {
        description: 'Of the last hour.',
        queries: [{ expr: promql`sum(increase(${own.coredns_panics_total}${job}[1h]))` }],
        ...shouldBeNone,
      }),
    ),
    row('Requests', [
      timeseries('Answers', {
        description: 'NXDOMAIN is usual: with its search path a program tries several names.',
        queries: [{ expr: promql`sum by (rcode) (${answers()})`, legend: '{{rcode}}' }],
        overrides: [{ series: 'SERVFAIL', color: 'red' }],
        ...perSecond,
      }),
      timeseries('How Long Answers Take', {
        description: '99 of 100 are faster, by zone.',
        queries: [{ expr: slowest(own.coredns_dns_request_duration_seconds, 'zone'), legend: '{{zone}}' }],
        ...seconds,
      }),
      timeseries('Requests by Instance', {
        queries: [{ expr: perSecondOf(own.coredns_dns_requests_total, 'instance'), legend: '{{instance}}' }],
        ...perSecond,
      }),
      timeseries('Requests by Type', {
        queries: [{ expr: perSecondOf(own.coredns_dns_requests_total, 'type'), legend: '{{type}}' }],
        ...perSecond,
      }),
    ]),
    row('Cache and other servers', [
      timeseries('Found in the Cache', {
        description: 'The share of what was looked up in the cache.',
        queries: [{ expr: promql`${hits} / sum(rate(${own.coredns_cache_requests_total}${job}[$__rate_interval]))`, legend: 'found' }],
        ...percent,
        max: 1,
      }),
      timeseries('Names in the Cache', {
        queries: [{ expr: promql`sum by (type) (${own.coredns_cache_entries}${job})`, legend: '{{type}}' }],
        ...countOf,
      }),
      timeseries('How Long Other Servers Take', {
        description: '99 of 100 are faster.',
        queries: [{ expr: slowest(own.coredns_proxy_request_duration_seconds, 'to'), legend: '{{to}}' }],
        ...seconds,
        noValue: 'None was asked',
      }),
      timeseries('Other Servers That Do Not Answer', {
        description: 'Tries whether they are well that failed.',
        queries: [{ expr: promql`${perSecondOf(own.coredns_proxy_healthcheck_failures_total, 'to')} > 0`, legend: '{{to}}' }],
        ...perSecond,
        color: 'red',
        noValue: 'All answer',
      }),
    ]),
    ownUse(own, 'coredns'),
  ],
});
