import { fires, quiet, series } from '../../../model/rehearsal';
import { alert } from '../../../model/rule';
import { promql } from '../../../promql/tag';
import { state } from '../metrics';

const component = 'workloads';
const pod = { namespace: 'shop', pod: 'api-5d-x' };
const container = { ...pod, container: 'api' };
const where = '{{ $labels.namespace }}/{{ $labels.pod }}';

/** The pod in a phase, and who owns it. */
const podIn = (phase: string, values: string, owner = 'ReplicaSet') => [
  series(state.kube_pod_status_phase, { ...pod, phase }, values),
  series(state.kube_pod_owner, { ...pod, owner_kind: owner, owner_name: 'api-5d' }, '1x50'),
];

/** Pods and containers that do not run as they should. */
export const podAlerts = [
  alert('KubePodCrashLooping', {
    thresholds: { window: { range: '5m', is: 'how far back a wait for the next restart counts' } },
    expr: ({ window }) =>
      promql`max_over_time(${state.kube_pod_container_status_waiting_reason}{reason="CrashLoopBackOff"}[${window}]) > 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: `Container {{ $labels.container }} of pod ${where} crashes again and again.`,
    description: 'It waits in CrashLoopBackOff: Kubernetes starts it again, later each time.',
    rehearsals: [
      // Between two waits it runs for a minute or two, and has no reason to wait.
      fires(
        '18m',
        { ...container, reason: 'CrashLoopBackOff' },
        series(
          state.kube_pod_container_status_waiting_reason,
          { ...container, reason: 'CrashLoopBackOff' },
          '1 _x2 1 _x3 1 _ 1 _x4 1 _x2 1x20',
        ),
      ),
      quiet('30m', series(state.kube_pod_container_status_waiting_reason, { ...container, reason: 'CrashLoopBackOff' }, '0x60')),
      // One crash of a rolling update.
      quiet('30m', series(state.kube_pod_container_status_waiting_reason, { ...container, reason: 'CrashLoopBackOff' }, '1x6 _x40')),
    ],
  }),
  alert('KubePodNotReady', {
    expr: promql`
      sum by (namespace, pod) (
        (
          (
            max by (namespace, pod) (${state.kube_pod_status_phase}{phase=~"Pending|Unknown"} == 1)
            or (
              max by (namespace, pod) (${state.kube_pod_status_ready}{condition="false"} == 1)
              unless on (namespace, pod) ${state.kube_pod_status_phase}{phase=~"Succeeded|Failed"} == 1
            )
          )
          unless on (namespace, pod) ${state.kube_pod_status_reason}{reason="SchedulingGated"} == 1
        )
        * on (namespace, pod) group_left ()
        topk by (namespace, pod) (1, max by (namespace, pod, owner_kind) (${state.kube_pod_owner}{owner_kind!="Job"}))
      ) > 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: `Pod ${where} is not ready.`,
    description: 'It waits for a node or for its containers, or it runs and does not answer as its readiness probe wants. No Job owns it.',
    rehearsals: [
      { ...fires('20m', pod, ...podIn('Pending', '1x40')), title: 'it waits for a node' },
      {
        ...fires('20m', pod, ...podIn('Running', '1x40'), series(state.kube_pod_status_ready, { ...pod, condition: 'false' }, '1x40')),
        title: 'its probe fails',
      },
      { ...quiet('30m', ...podIn('Pending', '1x10 0x40')), title: 'it starts within ten minutes' },
      {
        ...quiet('30m', ...podIn('Failed', '1x40'), series(state.kube_pod_status_ready, { ...pod, condition: 'false' }, '1x40')),
        title: 'it has failed, and others have taken its place',
      },
      {
        ...quiet('30m', ...podIn('Pending', '1x40'), series(state.kube_pod_status_reason, { ...pod, reason: 'SchedulingGated' }, '1x40')),
        title: 'somebody holds it back on purpose',
      },
      {
        ...quiet(
          '30m',
          ...podIn('Pending', '1x40', 'Job'),
          ...podIn('Pending', '0x40').map((one) => ({ ...one, labels: { ...one.labels, pod: 'web' } })),
        ),
        title: 'a pod of a Job waits',
      },
    ],
  }),
  alert('KubeContainerWaiting', {
    expr: promql`sum by (namespace, pod, container) (${state.kube_pod_container_status_waiting_reason}{reason!="CrashLoopBackOff"}) > 0`,
    for: '1h',
    severity: 'warning',
    component,
    summary: `Container {{ $labels.container }} of pod ${where} does not start.`,
    description: 'It has been waiting for an hour: for its image, a volume, a Secret or a ConfigMap.',
    rehearsals: [
      fires('75m', container, series(state.kube_pod_container_status_waiting_reason, { ...container, reason: 'ImagePullBackOff' }, '1x90')),
      quiet('75m', series(state.kube_pod_container_status_waiting_reason, { ...container, reason: 'ContainerCreating' }, '1x20 0x80')),
      quiet(
        '75m',
        series(state.kube_pod_container_status_waiting_reason, { ...container, reason: 'CrashLoopBackOff' }, '1x90'),
        series(state.kube_pod_container_status_waiting_reason, { ...container, reason: 'ErrImagePull' }, '0x90'),
      ),
    ],
  }),
  alert('KubeJobNotCompleted', {
    thresholds: { longest: { seconds: '12h', min: 60, is: 'how long a Job may run' } },
    expr: ({ longest }) => promql`
      time() - max by (namespace, job_name) (
        ${state.kube_job_status_start_time} and ${state.kube_job_status_active} > 0
      ) > ${longest}`,
    severity: 'warning',
    component,
    summary: 'Job {{ $labels.namespace }}/{{ $labels.job_name }} has run for {{ $value | humanizeDuration }}.',
    description: 'It has begun and not come to an end. It may wait for something, or have more to do than was thought.',
    rehearsals: ({ longest }) => {
      const job = { namespace: 'shop', job_name: 'import' };
      const begun = (ago: number) => [
        series(state.kube_job_status_start_time, job, `${-Math.round(ago)}x20`),
        series(state.kube_job_status_active, job, '1x20'),
      ];
      return [
        fires('10m', job, ...begun(longest * 1.5)),
        quiet('10m', ...begun(longest * 0.5)),
        // It came to an end long ago, and nobody removed it.
        quiet(
          '10m',
          series(state.kube_job_status_start_time, job, `${-Math.round(longest * 5)}x20`),
          series(state.kube_job_status_active, job, '0x20'),
          ...begun(longest * 0.5).map((one) => ({ ...one, labels: { ...job, job_name: 'report' } })),
        ),
      ];
    },
  }),
  alert('KubeJobFailed', {
    expr: promql`${state.kube_job_failed}{condition="true"} > 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'Job {{ $labels.namespace }}/{{ $labels.job_name }} failed.',
    description: 'It has used up its tries. Until it is removed, this alert stays.',
    rehearsals: [
      fires(
        '20m',
        { namespace: 'shop', job_name: 'import', condition: 'true' },
        series(state.kube_job_failed, { namespace: 'shop', job_name: 'import', condition: 'true' }, '1x40'),
      ),
      quiet('30m', series(state.kube_job_failed, { namespace: 'shop', job_name: 'import', condition: 'true' }, '0x40')),
      // It was removed, as `ttlSecondsAfterFinished` does.
      quiet('30m', series(state.kube_job_failed, { namespace: 'shop', job_name: 'import', condition: 'true' }, '1x10 stale')),
    ],
  }),
  alert('CPUThrottlingHigh', {
    thresholds: {
      throttled: { ratio: 0.25, min: 0, max: 1, is: 'share of periods in which a container is held back' },
      window: { range: '5m', is: 'over which it is measured' },
    },
    expr: ({ throttled, window }) => promql`
      sum by (namespace, pod, container) (increase(container_cpu_cfs_throttled_periods_total{container!=""}[${window}]))
      / sum by (namespace, pod, container) (increase(container_cpu_cfs_periods_total{container!=""}[${window}]))
      > ${throttled}`,
    for: '15m',
    severity: 'info',
    component,
    summary: `Container {{ $labels.container }} of pod ${where} is held back in {{ $value | humanizePercentage }} of the time.`,
    description: 'It reaches its CPU limit, and the kernel stops it until the next period: its answers are late.',
    rehearsals: ({ throttled }) => {
      const held = (share: number) => [
        series('container_cpu_cfs_periods_total', container, '0+600x40'),
        series('container_cpu_cfs_throttled_periods_total', container, `0+${Number((600 * share).toPrecision(6))}x40`),
      ];
      return [fires('20m', container, ...held(Math.min(1, throttled * 1.5))), quiet('30m', ...held(throttled * 0.5))];
    },
  }),
] as const;
