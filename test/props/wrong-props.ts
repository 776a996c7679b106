import { Chart, Cron, Duration, Size } from 'cdk8s';
import { ConfigMap, CronJob, Job, Service } from 'cdk8s-plus-27';
import {
  alert,
  type Channel,
  counter,
  dashboard,
  existing,
  gauge,
  grafana,
  histogram,
  kubeStateMetrics,
  MonitoringApp,
  MonitoringStack,
  namespace,
  oneOf,
  operator,
  podHealth,
  promql,
  quiet,
  receiver,
  recording,
  secretKey,
  slack,
  slo,
  type standalone,
  timeseries,
  tune,
  volume,
  webhook,
  where,
} from '../../lib';
import { oneReceiver } from '../support/stacks';
import { wrongDashboards } from './wrong-dashboards';
import { wrongOptions } from './wrong-options';

/** What JavaScript may write, past the types. */
// biome-ignore lint/suspicious/noExplicitAny: the types are what this is to get past
const any = (value: unknown): any => value;

const waiting = gauge('jobs_waiting', 'Jobs that wait.');
const done = counter('jobs_total', 'Jobs.');
const failed = counter('jobs_failed_total', 'Jobs that failed.');
const worker = { name: 'worker', labels: { app: 'worker' }, port: 'http' };
const chart = () => new Chart(new MonitoringApp(), 'team', { namespace: 'jobs' });

type Declared = (backend: typeof standalone) => MonitoringStack;

/** A stack with these options, and with what all rows share. */
const props =
  (options: object, declare: (stack: MonitoringStack) => void = () => {}): Declared =>
  (backend) => {
    const shared = { namespace: 'jobs', routing: oneReceiver, backend: backend() };
    const stack = new MonitoringStack(new MonitoringApp(), 'monitoring', any({ ...shared, ...options }));
    declare(stack);
    return stack;
  };
const prometheus =
  (options: object): Declared =>
  (backend) =>
    props({ backend: backend({ prometheus: any(options) }) })(backend);
const tells = (channel: Channel) => props({ routing: { route: { receiver: 'team' }, receivers: [receiver('team', channel)] } });
const routes = (route: object) => props({ routing: { ...oneReceiver, route: { receiver: 'team', ...route } } });
const monitor = (target: unknown, options: object = {}) => props({}, (stack) => stack.monitor(any(target), any(options)));
const install = (...components: readonly unknown[]) => props({}, (stack) => stack.install(...any(components)));
const alerts = (options: object) =>
  monitor(worker, {
    metrics: [waiting],
    alerts: [alert('PileUp', any({ expr: promql`${waiting} > 1`, severity: 'info', summary: 'x', ...options }))],
  });
const tuned = (by: object) =>
  monitor(worker, {
    metrics: [waiting],
    alerts: tune([alert('PileUp', { expr: promql`${waiting} > 1`, severity: 'info', summary: 'x' })], any(by)),
  });
const objective = (options: object) =>
  slo('served', any({ objective: 0.99, bad: promql`${failed}`, good: promql`${done}`, summary: 'x', ...options }));
const slos = (options: object) => monitor(worker, { metrics: [done, failed], slos: [objective(options)] });
const twoSlos = () => monitor(worker, { metrics: [done, failed], slos: [objective({}), objective({ objective: 0.9 })] });

export interface WrongProp {
  readonly name: string;
  readonly declared: Declared;
  /** The one finding: its construct path and message, and what to do. */
  readonly says: string;
  readonly hint: string;
}

export const stack: readonly WrongProp[] = [
  {
    name: 'a retention with a fraction',
    declared: prometheus({ retention: '1.5d' }),
    says: 'monitoring: backend.prometheus.retention: "1.5d" is no duration of Prometheus',
    hint: 'Write whole numbers with the units y, w, d, h, m, s and ms, such as 1d12h for a day and a half.',
  },
  {
    name: 'a negative retention',
    declared: prometheus({ retention: '-5d' }),
    says: 'monitoring: backend.prometheus.retention: "-5d" is no duration of Prometheus',
    hint: 'Write whole numbers with units, such as 30s, 5m or 1h30m.',
  },
  {
    name: 'a retention in words',
    declared: prometheus({ retention: '2 weeks' }),
    says: 'monitoring: backend.prometheus.retention: "2 weeks" is no duration of Prometheus',
    hint: 'Write whole numbers with the units y, w, d, h, m, s and ms, such as 1d12h for a day and a half.',
  },
  {
    name: 'a retention of nothing',
    declared: prometheus({ retention: '0d' }),
    says: 'monitoring: backend.prometheus.retention: 0d is no length of time',
    hint: 'Write a duration that is longer than 0.',
  },
  {
    name: 'a retention whose units go up',
    declared: prometheus({ retention: '12h1d' }),
    says: 'monitoring: backend.prometheus.retention: "12h1d" is no duration of Prometheus',
    hint: 'Write the units from large to small, each of them once: 1h30m.',
  },
  {
    name: 'a retention of more than 292 years',
    declared: prometheus({ retention: '300y' }),
    says: 'monitoring: backend.prometheus.retention: "300y" is no duration of Prometheus',
    hint: 'Write at most 292 years.',
  },
  {
    name: 'an interval with a fraction',
    declared: props({ scrapeInterval: '1.5m' }),
    says: 'monitoring: scrapeInterval: "1.5m" is no duration of Prometheus',
    hint: 'Write whole numbers with the units y, w, d, h, m, s and ms, such as 1d12h for a day and a half.',
  },
  {
    name: 'an interval without a unit',
    declared: props({ scrapeInterval: '30' }),
    says: 'monitoring: scrapeInterval: "30" is no duration of Prometheus',
    hint: 'Write whole numbers with units, such as 30s, 5m or 1h30m.',
  },
  {
    name: 'an interval that is a number',
    declared: props({ scrapeInterval: 30 }),
    says: 'monitoring: scrapeInterval: 30 is no duration',
    hint: 'Write a text with a unit, such as 30s, or a Duration of cdk8s.',
  },
  {
    name: 'an interval that is empty',
    declared: props({ scrapeInterval: '' }),
    says: 'monitoring: scrapeInterval: "" is no duration of Prometheus',
    hint: 'Write whole numbers with units, such as 30s, 5m or 1h30m.',
  },
  {
    name: 'an interval of nothing',
    declared: props({ scrapeInterval: '0s' }),
    says: 'monitoring: scrapeInterval: 0s is no length of time',
    hint: 'Write a duration that is longer than 0.',
  },
  {
    name: 'an evaluation interval with a fraction',
    declared: props({ evaluationInterval: '1.5m' }),
    says: 'monitoring: evaluationInterval: "1.5m" is no duration of Prometheus',
    hint: 'Write whole numbers with the units y, w, d, h, m, s and ms, such as 1d12h for a day and a half.',
  },
  {
    name: 'a Duration of half a millisecond',
    declared: props({ evaluationInterval: Duration.millis(0.5) }),
    says: 'monitoring: evaluationInterval: this Duration is no whole number of milliseconds',
    hint: 'Make it of whole milliseconds.',
  },
  {
    name: 'a volume of 0',
    declared: prometheus({ storage: volume(Size.mebibytes(0)) }),
    says: 'monitoring: backend.prometheus.storage.size: the size is 0',
    hint: 'Write how much it holds, such as 20Gi.',
  },
  {
    name: 'a storage that is a number',
    declared: prometheus({ storage: 20 }),
    says: 'monitoring: backend.prometheus.storage: 20 is no storage',
    hint: "Write volume('20Gi'), claim('name', { size }) or ephemeral('20Gi').",
  },
  {
    name: 'a volume in powers of 1000',
    declared: prometheus({ storage: volume(any('20GB')) }),
    says: 'monitoring: backend.prometheus.storage.size: "20GB" is no size',
    hint: 'Write Size.gibibytes(20), or a text such as 20Gi.',
  },
  {
    name: 'a volume that is no number',
    declared: prometheus({ storage: volume(Size.gibibytes(Number.NaN)) }),
    says: 'monitoring: backend.prometheus.storage.size: the size is no whole number of bytes',
    hint: 'Write Size.gibibytes(20), or a text such as 20Gi.',
  },
  {
    name: 'a volume of a number of bytes',
    declared: prometheus({ storage: volume(any(20)) }),
    says: 'monitoring: backend.prometheus.storage.size: 20 is no size',
    hint: 'Write Size.gibibytes(20), or a text such as 20Gi.',
  },
  {
    name: 'a registry with a scheme',
    declared: props({ registry: 'https://images.example.com/' }),
    says: 'monitoring: registry: "https://images.example.com/" is no registry',
    hint: 'Write the host alone, without https:// and without a slash at the end: registry.example:5000.',
  },
  {
    name: 'a registry with a slash at the end',
    declared: props({ registry: 'images.example.com/' }),
    says: 'monitoring: registry: "images.example.com/" is no registry',
    hint: 'Write the host alone, without https:// and without a slash at the end: registry.example:5000.',
  },
  {
    name: 'an unknown image',
    declared: props({ images: { promethues: 'example/prometheus:1' } }),
    says: 'monitoring: images.promethues: a mapping of images has no option promethues',
    hint: 'Did you mean prometheus?',
  },
  {
    name: 'an image with a scheme',
    declared: props({ images: { prometheus: 'https://example/prometheus:1' } }),
    says: 'monitoring: images.prometheus: "https://example/prometheus:1" is no reference to an image',
    hint: 'Write it as a pod has it: registry.example/name:tag, without https://.',
  },
  {
    name: 'an image that is no text',
    declared: props({ images: { prometheus: 3 } }),
    says: 'monitoring: images.prometheus: 3 is no reference to an image',
    hint: 'Write it as a pod has it: registry.example/name:tag, without https://.',
  },
  {
    name: 'a cluster without a number of nodes',
    declared: props({ cluster: { nodes: Number.NaN, pods: 60 } }),
    says: 'monitoring: cluster.nodes: NaN is no whole number',
    hint: 'Write a whole number, 1 or more.',
  },
  {
    name: 'a cluster of half a node',
    declared: props({ cluster: { nodes: 0.5, pods: 60 } }),
    says: 'monitoring: cluster.nodes: 0.5 is no whole number',
    hint: 'Write a whole number, 1 or more.',
  },
  {
    name: 'a cluster without pods',
    declared: props({ cluster: { nodes: 3 } }),
    says: 'monitoring: cluster.pods is missing',
    hint: 'Write a whole number, 1 or more.',
  },
  {
    name: 'runbooks with a slash at the end',
    declared: props({ runbooks: 'https://example.com/runbooks/' }),
    says: 'monitoring: runbooks: "https://example.com/runbooks/" ends with a slash',
    hint: 'Remove the slash: one is added.',
  },
  {
    name: 'runbooks without a scheme',
    declared: props({ runbooks: 'example.com/runbooks' }),
    says: 'monitoring: runbooks: "example.com/runbooks" is no URL',
    hint: 'Write a whole URL, such as https://example.com/runbooks.',
  },
  {
    name: 'a folder that climbs',
    declared: props({ folder: '../evil' }),
    says: 'monitoring: folder: "../evil" is no folder inside of the output folder',
    hint: 'Write a folder inside of the output folder, such as operator or teams/shop.',
  },
  {
    name: 'a folder from the root',
    declared: props({ folder: '/etc' }),
    says: 'monitoring: folder: "/etc" is no folder inside of the output folder',
    hint: 'Write a folder inside of the output folder, such as operator or teams/shop.',
  },
  {
    name: 'a folder without a name',
    declared: props({ folder: '' }),
    says: 'monitoring: folder: "" is no folder inside of the output folder',
    hint: 'Write a folder inside of the output folder, such as operator or teams/shop.',
  },
  {
    name: 'no namespace',
    declared: props({ namespace: undefined }),
    says: 'monitoring: namespace is missing',
    hint: 'Write a text in quotes.',
  },
  {
    name: 'a namespace that Kubernetes refuses',
    declared: props({ namespace: 'My_Namespace' }),
    says: 'monitoring: namespace: "My_Namespace" is no name of a namespace',
    hint: 'Write another one: it may have lowercase letters, digits and hyphens, with a letter or digit at both ends.',
  },
  {
    name: 'a namespace that was not called',
    declared: props({ namespace: existing }),
    says: 'monitoring: namespace: the function existing is no name of a namespace',
    hint: 'Call it: existing(...).',
  },
  {
    name: 'a namespace that is a number',
    declared: props({ namespace: 5 }),
    says: 'monitoring: namespace: 5 is no name of a namespace',
    hint: 'Write a text in quotes.',
  },
  {
    name: 'a misspelt option',
    declared: props({ namspace: 'jobs' }),
    says: 'monitoring: namspace: a MonitoringStack has no option namspace',
    hint: 'Did you mean namespace?',
  },
  {
    name: 'an unknown Pod Security level',
    declared: props({ namespace: namespace('jobs', { podSecurity: any('strict') }) }),
    says: 'monitoring: namespace.podSecurity: "strict" is not privileged, baseline or restricted',
    hint: 'Write privileged, baseline or restricted.',
  },
  {
    name: 'a backend that was not called',
    declared: props({ backend: operator }),
    says: 'monitoring: backend: the function operator is no backend',
    hint: 'Call it: operator(...).',
  },
  {
    name: 'a backend by its name',
    declared: props({ backend: 'standalone' }),
    says: 'monitoring: backend: "standalone" is no backend',
    hint: 'Write standalone(), operator() or attach(...).',
  },
  {
    name: 'an external label that is a number',
    declared: prometheus({ externalLabels: { shard: 5 } }),
    says: 'monitoring: backend.prometheus.externalLabels.shard: 5 is no text',
    hint: 'Put it in quotes.',
  },
  {
    name: 'a misspelt option of Prometheus',
    declared: prometheus({ retension: '5d' }),
    says: 'monitoring: backend.prometheus.retension: Prometheus has no option retension',
    hint: 'Did you mean retention?',
  },
  {
    name: 'a limit of memory that is a number',
    declared: prometheus({ resources: { limits: { memory: 512 } } }),
    says: 'monitoring: backend.prometheus.resources.limits.memory: 512 is no size',
    hint: 'Write Size.gibibytes(20), or a text such as 20Gi.',
  },
  {
    name: 'cores in a wrong unit',
    declared: prometheus({ resources: { requests: { cpu: '0.5 cores' } } }),
    says: 'monitoring: backend.prometheus.resources.requests.cpu: "0.5 cores" is no number of cores',
    hint: 'Write a number such as 0.5, or a text such as 500m.',
  },
  {
    name: 'a flag that is no text',
    declared: prometheus({ args: [5] }),
    says: 'monitoring: backend.prometheus.args[0]: 5 is no text',
    hint: 'Put it in quotes.',
  },
  {
    name: 'a lifecycle that is false',
    declared: prometheus({ enableLifecycle: false }),
    says: 'monitoring: backend.prometheus.enableLifecycle: false is not true',
    hint: 'Write true, or leave it out.',
  },
  {
    name: 'an acceptance that is a text',
    declared: props({ accept: ['image-version'] }),
    says: 'monitoring: accept[0]: "image-version" is no acceptance',
    hint: "Write accept('check', { on, because }).",
  },
  {
    name: 'a label of all objects that Kubernetes refuses',
    declared: props({ labels: { team: 'a b' } }),
    says: 'monitoring: labels.team: "a b" is no value of a label of Kubernetes',
    hint: 'Write another one: it may have letters, digits, hyphens, underscores and dots, with a letter or digit at both ends.',
  },
  {
    name: 'a network that is false',
    declared: props({ network: false }),
    says: 'monitoring: network: false is no network',
    hint: "Write 'off', or { allow, apiServer }.",
  },
  {
    name: 'no options at all',
    declared: () => new MonitoringStack(new MonitoringApp(), 'monitoring', any(undefined)),
    says: 'monitoring: undefined is no MonitoringStack',
    hint: 'Write { namespace, backend }.',
  },
];

export const routing: readonly WrongProp[] = [
  {
    name: 'a receiver that there is not',
    declared: props({ routing: { ...oneReceiver, route: { receiver: 'taem' } } }),
    says: 'monitoring: routing.route.receiver: there is no receiver taem',
    hint: 'Did you mean team?',
  },
  {
    name: 'a route below to a receiver that there is not',
    declared: props({ routing: { ...oneReceiver, route: { receiver: 'team', routes: [{ receiver: 'pager' }] } } }),
    says: 'monitoring: routing.route.routes[0].receiver: there is no receiver pager',
    hint: 'The receivers are team.',
  },
  {
    name: 'no receiver of the route',
    declared: props({ routing: { ...oneReceiver, route: {} } }),
    says: 'monitoring: routing.route.receiver is missing',
    hint: "Write receiver('name', ...).",
  },
  {
    name: 'no route',
    declared: props({ routing: { receivers: oneReceiver.receivers } }),
    says: 'monitoring: routing.route is missing',
    hint: 'Write { receiver, groupBy }.',
  },
  {
    name: 'a webhook of Slack as a text',
    declared: tells(slack({ channel: '#jobs', webhook: any('https://hooks.slack.com/services/T0/B0/secret') })),
    says: 'monitoring: routing.receivers[0].slackConfigs[0].apiURL: a text is here, and a reference to a Secret belongs here',
    hint: "Put the value into a Secret of the cluster and write secretKey('name', 'key').",
  },
  {
    name: 'a URL of a webhook as a text',
    declared: tells(webhook(any('hooks.example.com/secret'))),
    says: 'monitoring: routing.receivers[0].webhookConfigs[0].urlSecret: a text is here, and a reference to a Secret belongs here',
    hint: "Put the value into a Secret of the cluster and write secretKey('name', 'key').",
  },
  {
    name: 'a key of a pager as a text',
    declared: tells(any({ pagerdutyConfigs: [{ routingKey: 'secret' }] })),
    says: 'monitoring: routing.receivers[0].pagerdutyConfigs[0].routingKey: a text is here, and a reference to a Secret belongs here',
    hint: "Put the value into a Secret of the cluster and write secretKey('name', 'key').",
  },
  {
    name: 'a password of a proxy as a text',
    declared: tells(
      any({
        webhookConfigs: [
          { urlSecret: secretKey('hook', 'url'), httpConfig: { basicAuth: { username: secretKey('hook', 'user'), password: 'secret' } } },
        ],
      }),
    ),
    says: 'monitoring: routing.receivers[0].webhookConfigs[0].httpConfig.basicAuth.password: a text is here, and a reference to a Secret belongs here',
    hint: "Put the value into a Secret of the cluster and write secretKey('name', 'key').",
  },
  {
    name: 'a channel of Slack without its sign',
    declared: tells(slack({ channel: any('jobs'), webhook: secretKey('slack', 'url') })),
    says: 'monitoring: routing.receivers[0].slackConfigs[0].channel: "jobs" is no channel of Slack',
    hint: 'Write #channel, or @person.',
  },
  {
    name: 'an empty channel of Slack',
    declared: tells(slack({ channel: any(''), webhook: secretKey('slack', 'url') })),
    says: 'monitoring: routing.receivers[0].slackConfigs[0].channel: has 0 characters, but must have at least 1',
    hint: 'Fill it, or leave it out.',
  },
  {
    name: 'a Secret with blanks in its name',
    declared: tells(webhook(secretKey('My Secret', 'url'))),
    says: 'monitoring: routing.receivers[0].webhookConfigs[0].urlSecret.name: "My Secret" is no name of a Secret',
    hint: 'Write another one: it may have lowercase letters, digits, hyphens and dots, with a letter or digit at the ends of each part.',
  },
  {
    name: 'a key of a Secret with a blank',
    declared: tells(webhook(secretKey('hook', 'the url'))),
    says: 'monitoring: routing.receivers[0].webhookConfigs[0].urlSecret.key: "the url" is no key of a Secret',
    hint: 'Write another one: it may have letters, digits, hyphens, underscores and dots, and no two dots at its beginning.',
  },
  {
    name: 'a reference to a Secret without its key',
    declared: tells(webhook(any({ name: 'hook' }))),
    says: 'monitoring: routing.receivers[0].webhookConfigs[0].urlSecret.key is missing',
    hint: 'Write a text in quotes.',
  },
  {
    name: 'a kind of channel that there is not',
    declared: tells(any({ slackConfig: [] })),
    says: 'monitoring: routing.receivers[0].slackConfig: a receiver has no option slackConfig',
    hint: 'Did you mean slackConfigs?',
  },
  {
    name: 'a channel that was not called',
    declared: tells(any(slack)),
    says: 'monitoring: routing.receivers[0].channel 1: the function slack is no channel',
    hint: 'Call it: slack(...).',
  },
  {
    name: 'a misspelt option of a channel',
    declared: tells(any({ slackConfigs: [{ apiUrl: secretKey('slack', 'url') }] })),
    says: 'monitoring: routing.receivers[0].slackConfigs[0].apiUrl: there is no field apiUrl',
    hint: 'Did you mean apiURL?',
  },
  {
    name: 'a receiver that is no list',
    declared: props({ routing: { ...oneReceiver, receivers: { team: {} } } }),
    says: 'monitoring: routing.receivers: a mapping is no list',
    hint: 'Write a list: put square brackets around it.',
  },
  {
    name: 'a repeat interval of nothing',
    declared: routes({ repeatInterval: '0s' }),
    says: 'monitoring: routing.route.repeatInterval: 0s is no length of time',
    hint: 'Write a duration that is longer than 0.',
  },
  {
    name: 'a wait with a fraction',
    declared: routes({ groupWait: '1.5m' }),
    says: 'monitoring: routing.route.groupWait: "1.5m" is no duration of Prometheus',
    hint: 'Write whole numbers with the units y, w, d, h, m, s and ms, such as 1d12h for a day and a half.',
  },
  {
    name: 'a misspelt option of a route',
    declared: routes({ groupby: ['alertname'] }),
    says: 'monitoring: routing.route.groupby: a route has no option groupby',
    hint: 'Did you mean groupBy?',
  },
  {
    name: 'a single matcher',
    declared: routes({ matchers: oneOf('severity', 'warning') }),
    says: 'monitoring: routing.route.matchers: a mapping is no list',
    hint: 'Write a list: put square brackets around it.',
  },
  {
    name: 'a matcher with a number',
    declared: routes({ matchers: where(any({ tier: 5 })) }),
    says: 'monitoring: routing.route.matchers[0].value: 5 is no text',
    hint: 'Put it in quotes.',
  },
  {
    name: 'labels to group by that are no list',
    declared: routes({ groupBy: 'alertname' }),
    says: 'monitoring: routing.route.groupBy: "alertname" is no list',
    hint: 'Write a list: put square brackets around it.',
  },
  {
    name: 'a receiver twice',
    declared: props({ routing: { route: { receiver: 'team' }, receivers: [receiver('team'), receiver('team')] } }),
    says: 'monitoring: routing.receivers: there are two receivers team',
    hint: 'Give one of the two another name, or use one receiver in both places.',
  },
];

export const target: readonly WrongProp[] = [
  {
    name: 'no labels',
    declared: monitor({ name: 'worker', labels: {}, port: 'http' }),
    says: 'monitoring/worker: labels: no labels select everything',
    hint: 'Write the labels of what is watched, such as { app: "shop" }.',
  },
  {
    name: 'a name with capitals and blanks',
    declared: monitor({ name: 'My Worker', labels: { app: 'worker' }, port: 'http' }),
    says: 'monitoring/My Worker: name: "My Worker" is no name of a target',
    hint: 'Write another one: it may have lowercase letters, digits and hyphens, with a letter or digit at both ends.',
  },
  {
    name: 'a name with a slash',
    declared: monitor({ name: 'a/b', labels: { app: 'worker' }, port: 'http' }),
    says: 'monitoring/a/b: name: "a/b" is no name of a target',
    hint: 'Write another one: it may have lowercase letters, digits and hyphens, with a letter or digit at both ends.',
  },
  {
    name: 'a name of 80 letters',
    declared: monitor({ name: 'a'.repeat(80), labels: { app: 'worker' }, port: 'http' }),
    says: 'monitoring/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: name: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa..." is no name of a target',
    hint: 'Write another one: it has 80 characters, and 63 are the most.',
  },
  {
    name: 'a job with a blank',
    declared: monitor(worker, { job: 'my job' }),
    says: 'monitoring/my job: job: "my job" is no name of a target',
    hint: 'Write another one: it may have lowercase letters, digits and hyphens, with a letter or digit at both ends.',
  },
  {
    name: 'no port',
    declared: monitor({ name: 'worker', labels: { app: 'worker' } }),
    says: 'monitoring/worker: port is missing',
    hint: 'Write its name, or a number from 1 to 65535.',
  },
  {
    name: 'a port that is too large',
    declared: monitor({ name: 'worker', labels: { app: 'worker' }, port: 80_000 }),
    says: 'monitoring/worker: port: 80000 is no port',
    hint: 'Write its name, or a number from 1 to 65535.',
  },
  {
    name: 'a label that Kubernetes refuses',
    declared: monitor({ name: 'worker', labels: { app: 'my worker' }, port: 'http' }),
    says: 'monitoring/worker: labels.app: "my worker" is no value of a label of Kubernetes',
    hint: 'Write another one: it may have letters, digits, hyphens, underscores and dots, with a letter or digit at both ends.',
  },
  {
    name: 'pods by another name',
    declared: monitor({ name: 'worker', labels: { app: 'worker' }, port: 'http', select: 'pod' }),
    says: 'monitoring/worker: select: "pod" is not services or pods',
    hint: 'Did you mean pods?',
  },
  {
    name: 'a path without a slash',
    declared: monitor(worker, { path: 'metrics' }),
    says: 'monitoring/worker: path: "metrics" is no path',
    hint: 'Write a path that begins with a slash, such as /metrics.',
  },
  {
    name: 'a misspelt option',
    declared: monitor(worker, { alert: [] }),
    says: 'monitoring/worker: alert: a monitored target has no option alert',
    hint: 'Did you mean alerts?',
  },
  {
    name: 'metrics that are one metric',
    declared: monitor(worker, { metrics: waiting }),
    says: 'monitoring/worker: metrics: a mapping is no list',
    hint: 'Write a list: put square brackets around it.',
  },
  {
    name: 'a metric by its name',
    declared: monitor(worker, { metrics: ['jobs_waiting'] }),
    says: 'monitoring/worker: metrics[0]: "jobs_waiting" is no metric',
    hint: "Write counter('name', 'Help.', ['label']) or another type.",
  },
  {
    name: 'one metric of two types',
    declared: monitor(worker, { metrics: [waiting, counter('jobs_waiting', 'Jobs.')] }),
    says: 'monitoring/worker: metrics: jobs_waiting is declared as gauge and as counter',
    hint: 'Remove one of the two.',
  },
  {
    name: 'a histogram with the label le',
    declared: monitor(worker, { metrics: [histogram('job_seconds', 'Jobs.', ['le'])] }),
    says: 'monitoring/worker: metrics[0].labels: every histogram has the label le',
    hint: 'Remove le: it is added to the series that have it.',
  },
  {
    name: 'a label with two underscores',
    declared: monitor(worker, { metrics: [gauge('jobs', 'Jobs.', ['__name'])] }),
    says: 'monitoring/worker: metrics[0].labels: __name is reserved',
    hint: 'Choose a label that does not begin with two underscores.',
  },
  {
    name: 'buckets that do not ascend',
    declared: monitor(worker, { metrics: [histogram('job_seconds', 'Jobs.', [], { buckets: [1, 5, 2] })] }),
    says: 'monitoring/worker: metrics[0].buckets: the upper bounds do not ascend',
    hint: 'Write them from small to large, each of them once.',
  },
  {
    name: 'buckets with infinity',
    declared: monitor(worker, { metrics: [histogram('job_seconds', 'Jobs.', [], { buckets: [1, Infinity] })] }),
    says: 'monitoring/worker: metrics[0].buckets[1]: Infinity is no upper bound',
    hint: 'Write numbers; +Inf is always there.',
  },
  {
    name: 'a text',
    declared: monitor('worker'),
    says: 'monitoring/monitor: "worker" is no target',
    hint: 'Write { name, labels, port }, or give a Service or a workload of cdk8s-plus.',
  },
  {
    name: 'nothing',
    declared: monitor(undefined),
    says: 'monitoring/monitor: undefined is no target',
    hint: 'Write { name, labels, port }, or give a Service or a workload of cdk8s-plus.',
  },
  {
    name: 'a Job',
    declared: monitor(new Job(chart(), 'job', { containers: [{ image: 'registry.example/job:1' }] })),
    says: 'monitoring/team-job-c8bf378e: Job team-job-c8bf378e cannot be scraped: its pods are gone when they are done',
    hint: 'Let it push to a Pushgateway, or watch kube_job_status_failed of kubeStateMetrics().',
  },
  {
    name: 'a CronJob',
    declared: monitor(new CronJob(chart(), 'night', { schedule: Cron.daily(), containers: [{ image: 'registry.example/job:1' }] })),
    says: 'monitoring/team-night-c80e0455: CronJob team-night-c80e0455 cannot be scraped: its pods are gone when they are done',
    hint: 'Let it push to a Pushgateway, or watch kube_job_status_failed of kubeStateMetrics().',
  },
  {
    name: 'a Service without the port',
    declared: monitor(new Service(chart(), 'web', { ports: [{ name: 'web', port: 80 }] }), { port: 'metrics' }),
    says: 'monitoring/team-web-c85002b2: port: Service team-web-c85002b2 has no port metrics to scrape',
    hint: 'Its ports are web.',
  },
  {
    name: 'a construct of another kind',
    declared: monitor(new ConfigMap(chart(), 'settings')),
    says: 'monitoring/team-settings-c8c41f2b: a mapping is no target',
    hint: 'Write { name, labels, port }, or give a Service or a workload of cdk8s-plus.',
  },
];

export const rules: readonly WrongProp[] = [
  {
    name: 'a threshold out of its bounds',
    declared: alerts({ thresholds: { most: { count: -1, min: 0, is: 'jobs that may wait' } } }),
    says: 'monitoring/worker/PileUp: thresholds.most: -1 is out of bounds',
    hint: 'It is the jobs that may wait: write 0 or more.',
  },
  {
    name: 'a threshold without a unit',
    declared: alerts({ thresholds: { most: 5 } }),
    says: 'monitoring/worker/PileUp: thresholds.most: 5 is no threshold',
    hint: "Write { UNIT: VALUE, is: 'what it is' }; units are ratio, count, perSecond, seconds, bytes and range.",
  },
  {
    name: 'a threshold that is tuned and not there',
    declared: tuned({ PileUp: { most: 5 } }),
    says: 'monitoring/worker/PileUp: most: the alert has no such threshold',
    hint: 'Name one of its thresholds, for, keepFiringFor, severity, labels or annotations.',
  },
  {
    name: 'an alert that is tuned and not there',
    declared: tuned({ PileUps: 'off' }),
    says: 'monitoring/worker/PileUps: tune names the alert PileUps, which is not among those that it is given',
    hint: 'Name one of them.',
  },
  {
    name: 'a query that is a text',
    declared: alerts({ expr: 'jobs_waiting > 1' }),
    says: 'monitoring/worker/PileUp: expr: "jobs_waiting > 1" is no query',
    hint: 'Write promql`jobs_waiting > 1`.',
  },
  {
    name: 'a query that is a metric',
    declared: alerts({ expr: waiting }),
    says: 'monitoring/worker/PileUp: expr: a mapping is no query',
    hint: 'Write promql`${...}` around jobs_waiting.',
  },
  {
    name: 'a duration that is a number',
    declared: alerts({ for: 5 }),
    says: 'monitoring/worker/PileUp: for: 5 is no duration',
    hint: 'Write a text with a unit, such as 30s, or a Duration of cdk8s.',
  },
  {
    name: 'a duration with a fraction',
    declared: alerts({ for: '1.5h' }),
    says: 'monitoring/worker/PileUp: for: "1.5h" is no duration of Prometheus',
    hint: 'Write whole numbers with the units y, w, d, h, m, s and ms, such as 1d12h for a day and a half.',
  },
  {
    name: 'an unknown severity',
    declared: alerts({ severity: 'page' }),
    says: 'monitoring/worker/PileUp: severity: "page" is not critical, warning, info or none',
    hint: 'Write critical, warning, info or none.',
  },
  {
    name: 'no severity',
    declared: alerts({ severity: undefined }),
    says: 'monitoring/worker/PileUp: severity is missing',
    hint: 'Write critical, warning, info or none.',
  },
  {
    name: 'no summary',
    declared: alerts({ summary: undefined }),
    says: 'monitoring/worker/PileUp: summary is missing',
    hint: 'Write a text in quotes.',
  },
  {
    name: 'the severity among the labels',
    declared: alerts({ labels: { severity: 'critical' } }),
    says: 'monitoring/worker/PileUp: labels.severity: the label has an option of its own',
    hint: 'Write the severity beside expr, and not among the labels.',
  },
  {
    name: 'the component among the labels',
    declared: alerts({ labels: { component: 'api' } }),
    says: 'monitoring/worker/PileUp: labels.component: the label has an option of its own',
    hint: 'Write the component beside expr, and not among the labels.',
  },
  {
    name: 'a label that is a number',
    declared: alerts({ labels: { tier: 5 } }),
    says: 'monitoring/worker/PileUp: labels.tier: 5 is no text',
    hint: 'Put it in quotes.',
  },
  {
    name: 'a misspelt option',
    declared: alerts({ fro: '5m' }),
    says: 'monitoring/worker/PileUp: fro: an alert has no option fro',
    hint: 'Did you mean for?',
  },
  {
    name: 'rehearsals that are one rehearsal',
    declared: alerts({ rehearsals: quiet('5m') }),
    says: 'monitoring/worker/PileUp: rehearsals: a mapping is no list',
    hint: 'Write a list: put square brackets around it.',
  },
  {
    name: 'a time of a rehearsal in words',
    declared: alerts({ rehearsals: [quiet(any('soon'))] }),
    says: 'monitoring/worker/PileUp: rehearsals[0].at: "soon" is no duration of Prometheus',
    hint: 'Write whole numbers with units, such as 30s, 5m or 1h30m.',
  },
  {
    name: 'an alert that was not called',
    declared: monitor(worker, { alerts: [alert] }),
    says: 'monitoring/worker/alerts[0]: the function alert is no alert',
    hint: 'Call it: alert(...).',
  },
  {
    name: 'an alert without a name',
    declared: monitor(worker, { alerts: [alert('', { expr: promql`up == 0`, severity: 'info', summary: 'x' })] }),
    says: 'monitoring/worker/alerts[0]: name: "" is no name',
    hint: 'Write a name in quotes.',
  },
  {
    name: 'a recording that is a text',
    declared: monitor(worker, { recordings: ['a:b:c'] }),
    says: 'monitoring/worker/recordings[0]: "a:b:c" is no recording',
    hint: "Write recording('level:metric:operations', { expr }).",
  },
  {
    name: 'a recording of a text',
    declared: monitor(worker, { recordings: [recording('a:b:c', { expr: any('up') })] }),
    says: 'monitoring/worker/a:b:c: expr: "up" is no query',
    hint: 'Write promql`up`.',
  },
  {
    name: 'a dashboard without panels',
    declared: monitor(worker, { dashboards: [any(dashboard)('jobs', { title: 'Jobs' })] }),
    says: 'monitoring/worker/jobs: panels is missing',
    hint: 'Write a list in square brackets.',
  },
  {
    name: 'a panel with a text for a query',
    declared: monitor(worker, {
      dashboards: [dashboard('jobs', { title: 'Jobs', panels: [timeseries('A', { unit: 'none', queries: [{ expr: any('up') }] })] })],
    }),
    says: 'monitoring/worker/jobs: panels[0].queries[0].expr: "up" is no query',
    hint: 'Write promql`up`.',
  },
  {
    name: 'recordings that read each other',
    declared: monitor(worker, {
      metrics: [waiting],
      recordings: [recording('a:x:max', { expr: promql`max(b:x:max)` }), recording('b:x:max', { expr: promql`max(a:x:max)` })],
    }),
    says: 'monitoring/worker: recordings: a:x:max and b:x:max read each other in a circle',
    hint: 'Break the circle: one of them has to read the metrics that it is made of.',
  },
  {
    name: 'an objective in percent',
    declared: slos({ objective: 99 }),
    says: 'monitoring/worker/served: objective: 99 is no share between 0 and 1',
    hint: 'Write 0.99 for 99 of 100 events.',
  },
  {
    name: 'an objective of 1',
    declared: slos({ objective: 1 }),
    says: 'monitoring/worker/served: objective: 1 is no objective',
    hint: 'Write less, such as 0.999: with 1 there is no error budget to watch.',
  },
  {
    name: 'an objective of 0',
    declared: slos({ objective: 0 }),
    says: 'monitoring/worker/served: objective: 0 is no share between 0 and 1',
    hint: 'Write a number between 0 and 1, such as 0.99.',
  },
  {
    name: 'an objective that is a text',
    declared: slos({ objective: '99%' }),
    says: 'monitoring/worker/served: objective: "99%" is no share of events',
    hint: 'Write a number between 0 and 1, such as 0.99.',
  },
  {
    name: 'a rate of a bad counter',
    declared: slos({ bad: promql`rate(${failed}[5m])` }),
    says: 'monitoring/worker/served: bad: rate(jobs_failed_total[5m]) is no counter',
    hint: 'Write the counter without rate: the SLO takes its rate over each of its windows.',
  },
  {
    name: 'a sum of good counters',
    declared: slos({ good: promql`sum(${done})` }),
    says: 'monitoring/worker/served: good: sum(jobs_total) is no counter',
    hint: 'Write one selector, such as errors_total{job="api"}: the SLO takes its rate and sums it up.',
  },
  {
    name: 'a text for a counter',
    declared: slos({ good: 'jobs_total' }),
    says: 'monitoring/worker/served: good: "jobs_total" is no query',
    hint: 'Write promql`jobs_total`.',
  },
  {
    name: 'a counter that does not parse',
    declared: slos({ good: promql`jobs_total{` }),
    says: 'monitoring/worker/served: good: unclosed brace, in jobs_total{',
    hint: 'Correct the query.',
  },
  {
    name: 'no good counter',
    declared: slos({ good: undefined }),
    says: 'monitoring/worker/served: good is missing',
    hint: 'Write promql`...`.',
  },
  {
    name: 'two SLOs of one name',
    declared: twoSlos(),
    says: 'monitoring: slos: there are two SLOs served',
    hint: 'Give one of the two another name: their recordings differ by it alone.',
  },
];

export const component: readonly WrongProp[] = [
  {
    name: 'a component that was not called',
    declared: install(grafana),
    says: 'monitoring/install: the function grafana is no component',
    hint: 'Call it: grafana(...).',
  },
  {
    name: 'a component by its name',
    declared: install('grafana'),
    says: 'monitoring/install: "grafana" is no component',
    hint: 'Write a component: grafana(), or { name, objects }.',
  },
  {
    name: 'nothing',
    declared: install(undefined),
    says: 'monitoring/install: undefined is no component',
    hint: 'Write a component: grafana(), or { name, objects }.',
  },
  {
    name: 'a component twice',
    declared: install(grafana(), grafana()),
    says: 'monitoring: grafana is installed twice',
    hint: 'Remove one of the two, or give one another name.',
  },
  {
    name: 'a password as a text',
    declared: install(grafana({ admin: any('hunter2') })),
    says: 'monitoring/grafana: admin: a text is here, and a reference to a Secret belongs here',
    hint: "Put the value into a Secret of the cluster and write secretKey('name', 'key').",
  },
  {
    name: 'a misspelt option of Grafana',
    declared: install(any(grafana)({ amdin: 'hunter2' })),
    says: 'monitoring/grafana: amdin: grafana() has no option amdin',
    hint: 'Did you mean admin?',
  },
  {
    name: 'a namespace that is no list',
    declared: install(kubeStateMetrics({ namespaces: any('jobs') })),
    says: 'monitoring/kube-state-metrics: namespaces: "jobs" is no list',
    hint: 'Write a list: put square brackets around it.',
  },
  {
    name: 'an empty list of namespaces',
    declared: install(kubeStateMetrics({ namespaces: [] })),
    says: 'monitoring/kube-state-metrics: namespaces: the list is empty',
    hint: 'Fill it, or leave it out.',
  },
  {
    name: 'what it needs is not there',
    declared: install(podHealth()),
    says: 'monitoring/pods: it reads what kubelet() and kubeStateMetrics() would bring',
    hint: 'Install kubelet() and kubeStateMetrics() in this stack.',
  },
  {
    name: "a component of one's own without objects",
    declared: install({ name: 'bot' }),
    says: 'monitoring/bot: objects is missing',
    hint: 'Write (context) => [...].',
  },
  {
    name: "a component of one's own with a name that Kubernetes refuses",
    declared: install({ name: 'My Bot', objects: () => [] }),
    says: 'monitoring/My Bot: name: "My Bot" is no name of a component',
    hint: 'Write another one: it may have lowercase letters, digits and hyphens, with a letter or digit at both ends.',
  },
];

export const wrongProps = { stack, options: wrongOptions, routing, target, rules, dashboards: wrongDashboards, component };
