import { inFile, type Mutation } from './mutation';

/** Alerts and recordings: their names, fields, annotations and templates. */
export const rules: readonly Mutation[] = [
  ...inFile('platform', 'alerts.yaml', [
    {
      name: 'a share is made a percentage, and the template multiplies it once more',
      replace: [
        'sum by (handler) (handler:prometheus_http_requests:rate5m{code=~"5.."})',
        '100 * sum by (handler) (handler:prometheus_http_requests:rate5m{code=~"5.."})',
      ],
      elsewhere: ['alerts.yaml', '{{ $value | humanizePercentage }} of its requests'],
      finds: 'wrong-percent',
      says: /leave `\* 100` out/i,
    },
    {
      name: 'a share is printed with a percent sign',
      after: 'alert: PrometheusErrors',
      replace: [
        `sum by (handler) (handler:prometheus_http_requests:rate5m{code=~"5.."})
              / on (handler) group_left
            sum by (handler) (handler:prometheus_http_requests:rate5m)
              > 0.05
          for: 5m
          labels:
            severity: critical
          annotations:
            summary: '{{ $labels.handler }} fails {{ $value | humanizePercentage }} of its requests.'`,
        `sum by (handler) (rate(prometheus_http_requests_total{job="prometheus", code=~"5.."}[5m]))
              / on (handler) group_left
            sum by (handler) (rate(prometheus_http_requests_total{job="prometheus"}[5m]))
              > 0.05
          for: 5m
          labels:
            severity: critical
          annotations:
            summary: '{{ $labels.handler }} fails {{ $value | humanize }}% of its requests.'`,
      ],
      points: '{{ $value | humanize }}%',
      finds: 'wrong-percent',
      says: /humanizePercentage/,
    },
    {
      name: 'a function of a template is misspelt in a plain text',
      replace: ['{{ $value | humanizeDuration }}', '{{ $value | humaniseDuration }}'],
      points: 'humaniseDuration',
      finds: 'template-syntax',
      says: /Did you mean `?humanizeDuration/,
    },
    {
      name: 'an action is not closed in a single-quoted text',
      replace: ["'{{ $labels.handler }} fails", "'{{ $labels.handler } fails"],
      points: '}',
      finds: 'template-syntax',
      says: /\}\}/,
    },
    {
      name: 'an `if` is compared with a whole number',
      replace: ['{{ if lt $value 0.05 }}', '{{ if lt $value 5 }}'],
      points: 'lt $value 5',
      finds: 'template-syntax',
      says: /decimal point/,
    },
    {
      name: 'an `if` has no end',
      replace: ["{{ else }}warning{{ end }}'", "{{ else }}warning'"],
      points: "'",
      finds: 'template-syntax',
      says: /with `\{\{ end \}\}`/,
    },
    {
      name: 'printf prints a float as a whole number, in a double-quoted text behind its escapes',
      replace: ['printf \\"%.0f\\" $value', 'printf \\"%d\\" $value'],
      points: 'printf \\"%d\\" $value',
      finds: 'template-syntax',
      says: /%\.0f/,
    },
    {
      name: 'a field of a notification is asked for in a rule, on the second line of a folded block',
      replace: ['has ended in an error', 'has {{ .Annotations.summary }} ended in an error'],
      points: '.Annotations',
      finds: 'template-syntax',
      says: /templates of Alertmanager/,
    },
    {
      name: 'the query of a template does not parse',
      replace: ['query "sum(prometheus_tsdb_head_series)"', 'query "sum(prometheus_tsdb_head_series"'],
      points: '(prometheus_tsdb_head_series"',
      finds: 'template-syntax',
      says: /Add `\)`/,
    },
    {
      name: 'a query of a template is printed without `first`',
      replace: ['{{ . | first | value | humanize }}', '{{ . | value | humanize }}'],
      points: 'value',
      finds: 'template-syntax',
      says: /`first`/,
    },
    {
      name: 'a template prints a variable that is not there',
      replace: ['Only {{ $value }} nodes', 'Only {{ $values }} nodes'],
      points: '$values',
      finds: 'template-syntax',
      says: /\$value/,
    },
    {
      name: 'a label is misspelt in a template',
      replace: ['take less than {{ $value', '{{ $labels.handlers }} take less than {{ $value'],
      points: '$labels.handlers',
      finds: 'template-label',
      says: /Keep handlers in the expression/,
    },
    {
      name: 'a template prints the label that the alert itself adds',
      replace: ['The processors of', 'A {{ $labels.severity }} alert, the processors of'],
      points: '$labels.severity',
      finds: 'template-label',
      says: /write warning itself/,
    },
    {
      name: 'a template prints a label that neither side of a match has, on the first line of a block',
      replace: ['{{ $labels.mountpoint }} of', '{{ $labels.device }} of'],
      points: '$labels.device',
      finds: 'template-label',
      says: /Keep device in the expression/,
    },
    {
      name: 'the sum drops the label of a summary',
      replace: ['expr: instance:node_cpu_busy:ratio_rate5m > 0.9', 'expr: avg(instance:node_cpu_busy:ratio_rate5m) > 0.9'],
      elsewhere: ['alerts.yaml', '$labels.instance }} are busy'],
      finds: 'template-label',
      says: /Keep instance/,
    },
    {
      name: 'a label holds the value of the sample',
      replace: ["severity: '{{ if lt $value 0.05 }}critical{{ else }}warning{{ end }}'", "severity: '{{ $value | humanize }}'"],
      points: '$value | humanize',
      finds: 'value-in-label',
      says: /in an annotation/,
    },
    {
      name: 'a label holds a formatted value, beside others',
      after: 'for: 20m',
      replace: ['severity: warning\n', 'severity: warning\n            busy: \'{{ printf "%.1f" $value }}\'\n'],
      points: 'printf "%.1f" $value',
      finds: 'value-in-label',
      says: /in an annotation/,
    },
    {
      name: 'a duration is written in words',
      replace: ['for: 20m', 'for: 20 minutes'],
      points: '20 minutes',
      finds: 'rule-fields',
      says: /30s, 5m or 1h30m/,
    },
    {
      name: 'a duration has no unit',
      replace: ['keep_firing_for: 10m', "keep_firing_for: '10'"],
      points: "'10'",
      finds: 'rule-fields',
      says: /30s, 5m or 1h30m/,
    },
    {
      name: 'the name of an alert is a template',
      replace: ['alert: CpuBusy', "alert: 'CpuBusy {{ $labels.instance }}'"],
      points: "'CpuBusy {{ $labels.instance }}'",
      finds: 'rule-name',
      says: /into a label/,
    },
    {
      name: 'an alert names itself by a label',
      after: 'for: 20m',
      replace: ['severity: warning\n', 'severity: warning\n            alertname: Busy\n'],
      points: 'Busy',
      finds: 'rule-name',
      says: /Name the alert so/,
    },
    {
      name: 'an alert has no severity',
      after: 'alert: CpuBusy',
      replace: ['labels:\n            severity: warning\n', 'labels: {}\n'],
      points: 'alert: CpuBusy',
      finds: 'missing-annotation',
      says: /how urgent it is \(severity\)/,
    },
    {
      name: 'an alert has no summary',
      replace: ['            summary: No Prometheus of job {{ $labels.job }} is up.\n', ''],
      points: 'alert: PrometheusGone',
      finds: 'missing-annotation',
      says: /what is wrong \(summary\)/,
    },
    {
      name: 'an alert has no runbook',
      replace: ['            runbook_url: https://runbooks.example/TooFewNodes\n', ''],
      points: 'alert: TooFewNodes',
      finds: 'missing-annotation',
      says: /what to do \(runbook_url\)/,
    },
    {
      name: 'an alert is copied and not changed',
      replace: [
        '        - alert: CpuBusy\n',
        '        - alert: TooFewNodes\n          expr: (count(up{job="node-exporter"} == 1) or vector(0)) < 3\n          for: 5m\n          labels: {severity: critical}\n          annotations: {summary: Few, runbook_url: x}\n        - alert: CpuBusy\n',
      ],
      elsewhere: [
        'alerts.yaml',
        'alert: TooFewNodes\n          expr: (count(up{job="node-exporter"} == 1) or vector(0)) < 3\n          for: 5m\n          labels:\n',
      ],
      finds: 'duplicate-name',
      says: /Drop one of the two/,
    },
    {
      name: 'an alert waits less than its group takes to evaluate',
      after: 'alert: PrometheusErrors',
      replace: ['for: 5m', 'for: 30s'],
      points: '30s',
      finds: 'for-interval',
      says: /evaluate the group more often/,
    },
    {
      name: 'an alert on what is absent does not wait',
      replace: ['expr: absent(up{job="prometheus"})\n          for: 5m\n', 'expr: absent(up{job="prometheus"})\n'],
      points: 'absent(',
      finds: 'for-interval',
      says: /such as 5m/,
    },
  ]),
  ...inFile('platform', 'recordings.yaml', [
    {
      name: 'a recorded series is called by its expression',
      replace: ['record: instance:node_cpu_busy:ratio_rate5m', 'record: avg(node_cpu_busy)'],
      points: 'avg(node_cpu_busy)',
      finds: 'rule-name',
      says: /letters, digits, underscores and colons/,
      also: ['unknown-metric', 'unused-recording'],
    },
    {
      name: 'a recorded series has no colon in its name',
      replace: ['record: instance:node_cpu_busy:ratio_rate5m', 'record: instance_node_cpu_busy_ratio'],
      points: 'instance_node_cpu_busy_ratio',
      finds: 'rule-name',
      says: /level:metric:operations/,
      also: ['unknown-metric', 'unused-recording'],
    },
    {
      name: 'a recorded series has matchers in its name',
      replace: ['record: instance:node_cpu_busy:ratio_rate5m', 'record: \'instance:node_cpu_busy:ratio_rate5m{mode="idle"}\''],
      points: "'instance:node_cpu_busy",
      finds: 'rule-name',
      says: /matchers belong in the expression/,
      also: ['unknown-metric', 'unused-recording'],
    },
    {
      name: 'a recording names its series by a label',
      replace: ['source: node-exporter', '__name__: node_cpu_busy'],
      points: 'node_cpu_busy',
      finds: 'rule-name',
      says: /by its own name/,
    },
    {
      name: 'a recording has the annotations of an alert',
      replace: [
        '            source: node-exporter\n',
        '            source: node-exporter\n          annotations:\n            summary: Busy.\n',
      ],
      points: 'annotations:',
      finds: 'rule-fields',
      says: /Drop them/,
    },
    {
      name: 'a recording has a `for`',
      replace: [
        '          labels:\n            source: node-exporter\n',
        '          for: 5m\n          labels:\n            source: node-exporter\n',
      ],
      points: '5m',
      finds: 'rule-fields',
      says: /Drop for/,
    },
    {
      name: 'a recording has a template',
      replace: ['source: node-exporter', "source: '{{ $labels.job }}'"],
      points: "'{{ $labels.job }}'",
      finds: 'template-syntax',
      says: /label_replace/,
    },
    {
      name: 'a series is recorded twice',
      after: 'record: instance:node_filesystem_avail:ratio',
      replace: [
        '        - record: instance:node_cpu_busy:ratio_rate5m\n',
        '        - record: handler:prometheus_http_requests:rate5m\n          expr: sum by (handler, code) (rate(prometheus_http_requests_total{job="prometheus"}[5m]))\n        - record: instance:node_cpu_busy:ratio_rate5m\n',
      ],
      points: 'record: handler:prometheus_http_requests:rate5m',
      finds: 'duplicate-name',
      says: /Drop one of the two/,
    },
    {
      name: 'a series is recorded that nothing reads',
      after: 'record: instance:node_filesystem_avail:ratio',
      replace: [
        '        - record: instance:node_cpu_busy:ratio_rate5m\n',
        '        - record: instance:node_load:max\n          expr: max by (instance) (node_load1{job="node-exporter"})\n        - record: instance:node_cpu_busy:ratio_rate5m\n',
      ],
      points: 'record: instance:node_load:max',
      finds: 'unused-recording',
      says: /Drop it/,
    },
    {
      name: 'the panel that read a series asks another one',
      replace: [
        'record: integration:alertmanager_notifications_failed:ratio_rate5m',
        'record: integration:alertmanager_notifications_failed:ratio_rate1m',
      ],
      points: 'record: integration:alertmanager_notifications_failed:ratio_rate1m',
      finds: 'unused-recording',
      says: /Drop it/,
      also: ['unknown-metric'],
    },
  ]),
  ...inFile('operator', 'prometheus-rules.yaml', [
    {
      name: 'a label that `max by` dropped is printed, in a plain text of an object',
      replace: [
        'Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its CPU limit.',
        'Container {{ $labels.container }} on {{ $labels.node }} uses {{ $value | humanizePercentage }} of its CPU limit.',
      ],
      points: '$labels.node',
      finds: 'template-label',
      says: /Keep node in the expression/,
    },
  ]),
  ...inFile('standalone', 'prometheus-rules.yaml', [
    {
      name: 'a function is misspelt in an annotation of a ConfigMap',
      replace: ['{{ $value | humanizePercentage }} of its CPU limit', '{{ $value | humanisePercentage }} of its CPU limit'],
      points: 'humanisePercentage',
      finds: 'template-syntax',
      says: /Did you mean `?humanizePercentage/,
    },
    {
      name: 'the summary of an alert is lost in a ConfigMap',
      replace: [
        '              summary: Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} restarts again and again.\n              description: It restarted {{ $value | printf "%.0f" }} times within 15 minutes.\n',
        '',
      ],
      points: 'alert: PodCrashLooping',
      finds: 'missing-annotation',
      says: /summary/,
    },
    {
      name: 'a value is formatted as a text, in a quoted annotation of a ConfigMap',
      replace: ['{{ $value | printf "%.2f" }}', '{{ $value | printf "%s" }}'],
      points: 'printf "%s"',
      finds: 'template-syntax',
      says: /%\.0f/,
    },
  ]),
  ...inFile('tenant', 'tenant.yaml', [
    {
      name: 'a rule asks for another namespace than the one that it is kept to',
      replace: ['{namespace="shop"}', '{namespace="cart"}'],
      points: 'namespace',
      finds: 'enforced-namespace',
      says: /Move the PrometheusRule into cart/,
    },
    {
      name: 'a rule has the label of another namespace',
      replace: ['team: shop', 'namespace: cart'],
      points: 'cart',
      finds: 'enforced-namespace',
      says: /Move the PrometheusRule into cart/,
    },
  ]),
];
