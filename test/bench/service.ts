import { alert, counter, dashboard, gauge, type MonitorOptions, promql, type Target, timeseries, up } from '../../lib';

export const nameOf = (index: number): string => `service-${index}`;

/** A Service or a Deployment as cdk8s-plus makes one, without cdk8s-plus. */
export function targetOf(index: number): Target {
  const name = nameOf(index);
  const labels: Record<string, string> = { app: name };
  const metadata = {
    namespace: 'services',
    toJson: () => ({ name, labels }),
    addLabel(key: string, value: string) {
      labels[key] = value;
    },
  };
  return index % 2 === 0
    ? { kind: 'Service', name, metadata, ports: [{ name: 'http', port: 80, targetPort: 8080 }] }
    : { kind: 'Deployment', name, metadata, matchLabels: labels, containers: [{ ports: [{ name: 'http', number: 8080 }] }] };
}

const requests = counter('http_requests_total', 'Requests.', ['code']);

/** A metric that all services have, one of the service's own, an alert that reads both, and for every tenth service a dashboard. */
export function watchOf(index: number): MonitorOptions {
  const name = nameOf(index);
  const waiting = gauge(`service_${index}_waiting`, 'Requests that wait.');
  const failing = promql`sum(rate(${requests}{job="${name}",code=~"5.."}[5m])) / sum(rate(${requests}{job="${name}"}[5m])) > 0.05`;
  const trouble = alert(`Service${index}Trouble`, {
    expr: promql`${failing} or ${waiting} > 100 or ${up}{job="${name}"} == 0`,
    for: '5m',
    severity: 'warning',
    summary: `${name} fails or is late.`,
  });
  const overview = dashboard(name, {
    title: `Service ${index}`,
    panels: [
      timeseries('Requests', {
        unit: 'reqps',
        queries: [{ expr: promql`sum by (code) (rate(${requests}{job="${name}"}[5m]))`, legend: '{{code}}' }],
      }),
      timeseries('Share of all requests', {
        unit: 'percentunit',
        queries: [{ expr: promql`sum(rate(${requests}{job="${name}"}[5m])) / sum(rate(${requests}[5m]))` }],
      }),
      timeseries('Waiting', { unit: 'short', queries: [{ expr: promql`${waiting}` }] }),
    ],
  });
  return { metrics: [requests, waiting], alerts: [trouble], dashboards: index % 10 === 0 ? [overview] : [] };
}
