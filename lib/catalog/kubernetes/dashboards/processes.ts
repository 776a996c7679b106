import { type Row, row } from '../../../model/dashboard/layout';
import { type StatPanel, stat } from '../../../model/dashboard/reduced';
import { timeseries } from '../../../model/dashboard/timeseries';
import type { Metric } from '../../../model/metric';
import { up } from '../../../model/synthetic';
import { promql } from '../../../promql/tag';
import { bytes, cores, perSecond, shouldBeNone } from './looks';

/** What every Go program says of itself. */
interface OwnProcess {
  readonly process_cpu_seconds_total: Metric;
  readonly process_resident_memory_bytes: Metric;
}

/** A client of the Kubernetes API. */
interface ApiClient {
  readonly rest_client_requests_total: Metric;
}

/** Whether the instances of a job answer Prometheus. */
export const silentInstances = (job: string): StatPanel =>
  stat('Instances That Do Not Answer', { queries: [{ expr: promql`sum(${up}{job="${job}"} == bool 0)` }], ...shouldBeNone });

/** What the program itself uses, folded: it is looked at last. */
export const ownUse = (own: OwnProcess, job: string): Row =>
  row(
    'The program itself',
    [
      timeseries('CPU', {
        queries: [{ expr: promql`rate(${own.process_cpu_seconds_total}{job="${job}"}[$__rate_interval])`, legend: '{{instance}}' }],
        ...cores,
      }),
      timeseries('Memory', {
        queries: [{ expr: promql`${own.process_resident_memory_bytes}{job="${job}"}`, legend: '{{instance}}' }],
        ...bytes,
      }),
    ],
    { collapsed: true },
  );

/** What a client asks the API server, by answer. */
export const apiRequests = (own: ApiClient, job: string) =>
  timeseries('Requests to the API Server', {
    description: 'By answer. 5xx: the API server could not answer. 429: it has sent the client away.',
    queries: [
      { expr: promql`sum by (code) (rate(${own.rest_client_requests_total}{job="${job}"}[$__rate_interval]))`, legend: '{{code}}' },
    ],
    overrides: [
      { series: { regex: '/^5/' }, color: 'red' },
      { series: { regex: '/^4/' }, color: 'orange' },
      { series: { regex: '/^2/' }, color: 'green' },
    ],
    ...perSecond,
  });
