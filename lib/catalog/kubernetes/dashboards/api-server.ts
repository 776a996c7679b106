import { type Dashboard, dashboard } from '../../../model/dashboard';
import { across, type PlacedPanel, row } from '../../../model/dashboard/layout';
import { stat } from '../../../model/dashboard/reduced';
import { timeseries } from '../../../model/dashboard/timeseries';
import { up } from '../../../model/synthetic';
import { promql } from '../../../promql/tag';
import { catalogs } from '../../catalogs';
import { metricsOf } from '../../source';
import { apiServerIdentity } from './identities';
import { bytes, cores, countOf, perSecond, risesTo, seconds, shouldBeNone } from './looks';

const own = metricsOf(catalogs['kube-apiserver']);
const job = '{job="apiserver"}';

const requests = (where = '') => promql`rate(${own.apiserver_request_total}{job="apiserver"${where}}[$__rate_interval])`;
const failed = promql`(sum(${requests(', code=~"5.."')}) or vector(0))`;

/** Reads of whole lists and writes; watches and proxied streams last as long as somebody wants them to. */
const answered = 'subresource!~"proxy|attach|log|exec|portforward", verb!~"WATCH|CONNECT|PROXY"';
const slowest = (by: string) => promql`
  histogram_quantile(0.99,
    sum by (${by}, le) (rate(${own.apiserver_request_sli_duration_seconds.bucket}{job="apiserver", ${answered}}[$__rate_interval])))`;
const quantile = (metric: { readonly bucket: string }, by: string) =>
  promql`histogram_quantile(0.99, sum by (${by}, le) (rate(${metric.bucket}${job}[$__rate_interval])))`;

/** Whether the API server answers, how fast, and who has to wait. */
const boardWith = (about: readonly PlacedPanel[]): Dashboard =>
  dashboard(apiServerIdentity.uid, {
    title: apiServerIdentity.title,
    description: 'Whether the API server answers, how fast, and who has to wait.',
    tags: ['kubernetes', 'control-plane'],
    panels: [
      across(
        ...about,
        stat('Failed Requests', {
          description: 'The share of requests that the server could not answer, its fault (5xx).',
          queries: [{ expr: promql`${failed} / sum(${requests()})` }],
          unit: 'percentunit',
          decimals: 2,
          min: 0,
          thresholds: risesTo([0.001, 'orange'], [0.01, 'red']),
          graph: 'area',
        }),
        stat('Slow Requests', {
          description: '99 of 100 requests are faster. Kubernetes promises 1 s for a single object and 30 s for lists of a cluster.',
          queries: [{ expr: promql`max(${slowest('scope')})` }],
          ...seconds,
          thresholds: risesTo([1, 'orange'], [30, 'red']),
          noValue: 'No requests',
          graph: 'area',
        }),
        stat('Refused for Lack of Room', {
          description: 'Requests that priority and fairness has sent away, per second.',
          queries: [{ expr: promql`sum(rate(${own.apiserver_flowcontrol_rejected_requests_total}${job}[$__rate_interval])) or vector(0)` }],
          ...perSecond,
          thresholds: risesTo([0.01, 'orange'], [1, 'red']),
        }),
      ),
      row('Requests', [
        timeseries('Requests by Answer', {
          queries: [{ expr: promql`sum by (code) (${requests()})`, legend: '{{code}}' }],
          overrides: [
            { series: { regex: '/^5/' }, color: 'red' },
            { series: { regex: '/^4/' }, color: 'orange' },
            { series: { regex: '/^2/' }, color: 'green' },
          ],
          ...perSecond,
          height: 9,
        }),
        timeseries('Failed Requests by Resource', {
          description: 'Answers of 500 and above: the ten that fail most.',
          queries: [
            { expr: promql`topk(10, sum by (verb, resource) (${requests(', code=~"5.."')}) > 0)`, legend: '{{verb}} {{resource}}' },
          ],
          ...perSecond,
          noValue: 'None failed',
          height: 9,
        }),
        timeseries('Slow Requests by Verb', {
          description: '99 of 100 are faster.',
          queries: [{ expr: slowest('verb'), legend: '{{verb}}' }],
          ...seconds,
          height: 9,
        }),
        timeseries('Slow Requests by Resource', {
          description: 'The ten slowest: 99 of 100 are faster.',
          queries: [{ expr: promql`topk(10, ${slowest('resource')})`, legend: '{{resource}}' }],
          ...seconds,
          height: 9,
        }),
      ]),
      row('Who waits', [
        timeseries('Requests at Work', {
          description: 'Of those that read and those that write. Each kind has its own limit.',
          queries: [{ expr: promql`sum by (request_kind) (${own.apiserver_current_inflight_requests}${job})`, legend: '{{request_kind}}' }],
          ...countOf,
        }),
        timeseries('Requests That Wait, by Priority', {
          queries: [
            {
              expr: promql`sum by (priority_level) (${own.apiserver_flowcontrol_current_inqueue_requests}${job}) > 0`,
              legend: '{{priority_level}}',
            },
          ],
          ...countOf,
          noValue: 'None waits',
        }),
        timeseries('Admission Webhooks', {
          description: 'How long each takes: 99 of 100 calls are faster. A slow one slows every write that it looks at.',
          queries: [{ expr: quantile(own.apiserver_admission_webhook_admission_duration_seconds, 'name'), legend: '{{name}}' }],
          ...seconds,
          noValue: 'No webhooks',
        }),
        timeseries('etcd', {
          description: 'How long etcd takes for what the API server asks: 99 of 100 are faster.',
          queries: [{ expr: quantile(own.etcd_request_duration_seconds, 'operation'), legend: '{{operation}}' }],
          ...seconds,
        }),
      ]),
      row('What it holds', [
        timeseries('Objects', {
          description: 'The ten kinds with the most objects.',
          queries: [{ expr: promql`topk(10, max by (resource) (${own.apiserver_storage_objects}${job}))`, legend: '{{resource}}' }],
          unit: 'short',
          min: 0,
        }),
        timeseries('CPU', {
          queries: [{ expr: promql`rate(${own.process_cpu_seconds_total}${job}[$__rate_interval])`, legend: '{{instance}}' }],
          ...cores,
        }),
        timeseries('Memory', { queries: [{ expr: promql`${own.process_resident_memory_bytes}${job}`, legend: '{{instance}}' }], ...bytes }),
      ]),
    ],
  });

export const apiServerDashboard: Dashboard = boardWith([
  stat('Instances That Do Not Answer', { queries: [{ expr: promql`sum(${up}${job} == bool 0)` }], ...shouldBeNone }),
]);

/** Where it is in the process of the kubelet, and has no targets of its own. */
export const apiServerInKubeletDashboard: Dashboard = boardWith([]);
