import { fires, quiet, series } from '../../model/rehearsal';
import { type Alert, alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { cadvisor, state } from './metrics';

const component = 'infrastructure';

/** Restarts within a window: a count since the pod's birth would never go down again. */
export const podCrashLooping: Alert = alert('PodCrashLooping', {
  expr: promql`increase(${state.kube_pod_container_status_restarts_total}[15m]) > 3`,
  for: '5m',
  severity: 'warning',
  component,
  summary: 'Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} restarts again and again.',
  description: 'It restarted {{ $value | printf "%.0f" }} times within 15 minutes.',
  rehearsals: [
    fires(
      '12m',
      { namespace: 'mlops', pod: 'iris-0', container: 'api' },
      series(state.kube_pod_container_status_restarts_total, { namespace: 'mlops', pod: 'iris-0', container: 'api' }, '0+1x40'),
    ),
    quiet(
      '30m',
      series(state.kube_pod_container_status_restarts_total, { namespace: 'mlops', pod: 'iris-0', container: 'api' }, '0x10 1x10 2x20'),
    ),
    quiet('30m', series(state.kube_pod_container_status_restarts_total, { namespace: 'mlops', pod: 'iris-0', container: 'api' }, '250x40')),
  ],
});

const perContainer = 'namespace, pod, container';

/** CPU of each container against its own limit; a container without a limit has nothing to be compared with. */
export const highCpuUsage: Alert = alert('HighCPUUsage', {
  expr: promql`
    sum by (${perContainer}) (rate(${cadvisor.container_cpu_usage_seconds_total}{container!=""}[5m]))
    /
    max by (${perContainer}) (${state.kube_pod_container_resource_limits}{resource="cpu"})
    > 0.8`,
  for: '5m',
  severity: 'warning',
  component,
  summary:
    'Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} ' +
    'uses {{ $value | humanizePercentage }} of its CPU limit.',
  description: 'Above 80% for 5 minutes: near its limit a container is throttled and its answers are late.',
  rehearsals: [
    fires(
      '11m',
      { namespace: 'mlops', pod: 'iris-0', container: 'api' },
      series(cadvisor.container_cpu_usage_seconds_total, { namespace: 'mlops', pod: 'iris-0', container: 'api' }, '0+27x30'),
      series(
        state.kube_pod_container_resource_limits,
        { namespace: 'mlops', pod: 'iris-0', container: 'api', resource: 'cpu', unit: 'core' },
        '0.5x30',
      ),
    ),
    quiet(
      '15m',
      series(cadvisor.container_cpu_usage_seconds_total, { namespace: 'mlops', pod: 'iris-0', container: 'api' }, '0+27x30'),
      series(
        state.kube_pod_container_resource_limits,
        { namespace: 'mlops', pod: 'iris-0', container: 'api', resource: 'cpu', unit: 'core' },
        '2x30',
      ),
    ),
    // The busy one has no limit.
    quiet(
      '15m',
      series(cadvisor.container_cpu_usage_seconds_total, { namespace: 'mlops', pod: 'iris-0', container: 'api' }, '0+240x30'),
      series(cadvisor.container_cpu_usage_seconds_total, { namespace: 'mlops', pod: 'iris-1', container: 'api' }, '0+27x30'),
      series(
        state.kube_pod_container_resource_limits,
        { namespace: 'mlops', pod: 'iris-1', container: 'api', resource: 'cpu', unit: 'core' },
        '2x30',
      ),
    ),
  ],
});

/** The working set is what the kernel cannot take back, so what the limit kills by. A limit of 0 means that there is none. */
export const highMemoryUsage: Alert = alert('HighMemoryUsage', {
  expr: promql`
    ${cadvisor.container_memory_working_set_bytes}{container!=""}
    / (${cadvisor.container_spec_memory_limit_bytes}{container!=""} > 0)
    > 0.9`,
  for: '5m',
  severity: 'warning',
  component,
  summary:
    'Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} ' +
    'uses {{ $value | humanizePercentage }} of its memory limit.',
  description: 'Above 90% for 5 minutes: at the limit the kernel kills it.',
  rehearsals: [
    fires(
      '7m',
      { namespace: 'mlops', pod: 'iris-0', container: 'api' },
      series(cadvisor.container_memory_working_set_bytes, { namespace: 'mlops', pod: 'iris-0', container: 'api' }, '950x30'),
      series(cadvisor.container_spec_memory_limit_bytes, { namespace: 'mlops', pod: 'iris-0', container: 'api' }, '1000x30'),
    ),
    quiet(
      '15m',
      series(cadvisor.container_memory_working_set_bytes, { namespace: 'mlops', pod: 'iris-0', container: 'api' }, '950x30'),
      series(cadvisor.container_spec_memory_limit_bytes, { namespace: 'mlops', pod: 'iris-0', container: 'api' }, '0x30'),
    ),
    quiet(
      '15m',
      series(cadvisor.container_memory_working_set_bytes, { namespace: 'mlops', pod: 'iris-0', container: 'api' }, '800x30'),
      series(cadvisor.container_spec_memory_limit_bytes, { namespace: 'mlops', pod: 'iris-0', container: 'api' }, '1000x30'),
    ),
  ],
});
