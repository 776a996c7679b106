import {
  counter,
  fires,
  gauge,
  type Panel,
  promql,
  quiet,
  type Rehearsal,
  receiver,
  recording,
  secretKey,
  series,
  slack,
  stat,
  table,
  timeseries,
  where,
} from '../../lib';
import {
  board,
  boardOf,
  emptyShop,
  failing,
  items,
  latency,
  panels,
  requestRate,
  requests,
  routing,
  type Shop,
  worker,
  workerService,
} from './shop';

/** One defect in a declaration. */
export interface DeclaredMutation {
  readonly name: string;
  readonly change: Partial<Shop>;
  readonly finds: string;
  /** The construct that the finding names, or the object. */
  readonly at: string;
  /** What stands above the carets; empty where the finding shows values instead. @default - the finding shows no text */
  readonly under?: string;
  readonly says: RegExp;
  /** What the message says. @default - anything */
  readonly tells?: RegExp;
  readonly also?: readonly string[];
  /** @default - found in every backend */
  readonly only?: 'standalone' | 'operator';
}

const fails = (query: ReturnType<typeof promql>): Partial<Shop> => ({ alerts: [failing({ expr: query }), emptyShop] });
const says = (summary: string): Partial<Shop> => ({ alerts: [failing({ summary }), emptyShop] });
const shows = (panel: Panel): Partial<Shop> => ({ dashboards: [boardOf(panel)] });
const runs = (container: object, pod?: object): Partial<Shop> => ({ objects: [worker(container, pod), workerService()] });
const cart500 = { job: 'cart', code: '500' };
/** The alert CartFails with one rehearsal before its own. */
const rehearsed = (rehearsal: Rehearsal): Partial<Shop> => ({
  alerts: [failing({ rehearsals: [rehearsal, ...failing().rehearsals] }), emptyShop],
});
const unit = 'none';
const alertAt = 'monitoring/cart/CartFails';

const secure = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const securePod = { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } };

/** Each breach of a Pod Security level: what the message says, what stands in the container and what in the pod. */
const breaches: Readonly<Record<string, readonly [tells: RegExp, container: object, pod?: object]>> = {
  'shares the network of its node': [/must not set hostNetwork/, {}, { hostNetwork: true }],
  'shares the messages between the processes of its node': [/must not set hostIPC/, {}, { hostIPC: true }],
  'mounts a folder of its node': [/hostPath/, {}, { volumes: [{ name: 'logs', hostPath: { path: '/var/log' } }] }],
  'mounts a volume of a type that is not allowed': [
    /volumes of the types nfs/,
    {},
    { volumes: [{ name: 'data', nfs: { server: 'nas', path: '/' } }] },
  ],
  'opens a port of its node': [/must not use hostPort 8080/, { ports: [{ name: 'http', containerPort: 8080, hostPort: 8080 }] }],
  'probes another host': [/must not name a host in probes/, { livenessProbe: { httpGet: { host: 'example.org', port: 80 } } }],
  'is privileged': [/must not set privileged: true/, { securityContext: { ...secure, privileged: true } }],
  'may gain privileges': [/must set allowPrivilegeEscalation: false/, { securityContext: { capabilities: secure.capabilities } }],
  'keeps its capabilities': [/must set capabilities\.drop: \[ALL\]/, { securityContext: { allowPrivilegeEscalation: false } }],
  'adds a capability': [
    /must not add the capabilities NET_ADMIN/,
    { securityContext: { ...secure, capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } } },
  ],
  'sees all of /proc': [/must not set procMount: Unmasked/, { securityContext: { ...secure, procMount: 'Unmasked' } }],
  'switches AppArmor off': [
    /appArmorProfile\.type: Unconfined/,
    { securityContext: { ...secure, appArmorProfile: { type: 'Unconfined' } } },
  ],
  'switches seccomp off': [/seccompProfile\.type: Unconfined/, { securityContext: { ...secure, seccompProfile: { type: 'Unconfined' } } }],
  'has no seccomp profile': [/must set seccompProfile\.type/, {}, { securityContext: { runAsNonRoot: true, runAsUser: 1000 } }],
  'chooses its SELinux type': [/seLinuxOptions type: spc_t/, { securityContext: { ...secure, seLinuxOptions: { type: 'spc_t' } } }],
  'sets an unsafe sysctl': [
    /sysctls net\.core\.somaxconn/,
    {},
    { securityContext: { ...securePod, sysctls: [{ name: 'net.core.somaxconn', value: '1024' }] } },
  ],
  'may be root': [/must set runAsNonRoot: true/, {}, { securityContext: { runAsUser: 1000, seccompProfile: securePod.seccompProfile } }],
  'is root': [/must not set runAsUser: 0/, {}, { securityContext: { ...securePod, runAsUser: 0 } }],
  'wants to be root': [/must not set runAsNonRoot: false/, { securityContext: { ...secure, runAsNonRoot: false } }],
};

export const declared: readonly DeclaredMutation[] = [
  ...Object.entries(breaches).map(
    ([what, [tells, container, pod]]): DeclaredMutation => ({
      name: `a pod ${what}`,
      change: runs(container, pod),
      finds: 'pod-security',
      at: 'Deployment shop/worker',
      tells,
      says: /Set the securityContext so, or run the pod in a namespace of its own/,
    }),
  ),
  {
    name: 'a metric is written as a text and misspelt',
    change: fails(promql`sum by (job, code) (rate(cart_request_total[5m])) > 10`),
    finds: 'unknown-metric',
    at: alertAt,
    under: 'cart_request_total',
    says: /Did you mean cart_requests_total\?/,
  },
  {
    name: 'a metric is read of a target that does not have it',
    change: fails(promql`sum by (job, code) (rate(${requests}{job="worker"}[5m])) > 10`),
    finds: 'unknown-metric',
    at: alertAt,
    under: 'cart_requests_total{job="worker"}',
    says: /Another job exposes it/,
  },
  {
    name: 'a bracket is lost',
    change: fails(promql`sum by (job, code) (rate(${requests}[5m)) > 10`),
    finds: 'promql-syntax',
    at: alertAt,
    under: ')',
    says: /Add `\]`/,
  },
  {
    name: 'a rule has the variable of a dashboard',
    change: fails(promql`sum by (job, code) (rate(${requests}[$__rate_interval])) > 10`),
    finds: 'promql-syntax',
    at: alertAt,
    says: /only Grafana replaces variables/,
  },
  {
    name: 'a label is misspelt in `by`',
    change: fails(promql`sum by (job, cod) (rate(${requests}[5m])) > 10`),
    finds: 'unknown-label',
    at: alertAt,
    under: 'cod',
    says: /Did you mean `code`\?/,
    also: ['template-label'],
  },
  {
    name: 'a matcher asks for a label of another metric',
    change: fails(promql`sum by (job, code) (rate(${requests}{shop="a"}[5m])) > 10`),
    finds: 'unknown-label',
    at: alertAt,
    under: 'shop="a"',
    says: /Its labels are/,
  },
  {
    name: 'a ratio has sides with different labels',
    change: fails(promql`sum by (job, code) (rate(${requests}[5m])) / sum by (instance) (rate(${requests}[5m])) > 10`),
    finds: 'impossible-match',
    at: alertAt,
    under: '/',
    says: /with `on`/,
    also: ['template-label'],
  },
  {
    name: 'a panel has a quantile without le',
    change: shows(
      timeseries('Slowest', {
        queries: [{ expr: promql`histogram_quantile(0.99, sum by (method) (rate(${latency.bucket}[5m])))` }],
        unit: 's',
      }),
    ),
    finds: 'histogram-quantile',
    at: 'monitoring/cart/Slowest',
    under: 'sum by (method) (rate(cart_request_duration_seconds_bucket[5m]))',
    says: /sum by \(le/,
  },
  {
    name: 'a gauge has a rate',
    change: shows(timeseries('Items', { queries: [{ expr: promql`rate(${items}[5m])` }], unit })),
    finds: 'rate-of-gauge',
    at: 'monitoring/cart/Items',
    under: 'rate(cart_items[5m])',
    says: /deriv/,
  },
  {
    name: 'a counter has a delta',
    change: shows(timeseries('Requests since', { queries: [{ expr: promql`delta(${requests}[5m])` }], unit })),
    finds: 'delta-of-counter',
    at: 'monitoring/cart/Requests since',
    under: 'delta(cart_requests_total[5m])',
    says: /increase/,
  },
  {
    name: 'a counter is compared without a rate',
    change: fails(promql`sum by (job, code) (${requests}) > 1000`),
    finds: 'counter-without-rate',
    at: alertAt,
    under: 'sum by (job, code) (cart_requests_total) > 1000',
    says: /increase\(/,
    also: ['rehearsal-failed'],
  },
  {
    name: 'a rate is taken of a sum',
    change: shows(stat('Requests', { queries: [{ expr: promql`rate(sum(${requests})[5m:])` }], unit })),
    finds: 'rate-after-sum',
    at: 'monitoring/cart/Requests',
    under: 'rate(sum(cart_requests_total)[5m:])',
    says: /Sum the rates/,
  },
  {
    name: 'a rate is less than nothing',
    change: fails(promql`sum by (job, code) (rate(${requests}[5m])) < 0`),
    finds: 'impossible-comparison',
    at: alertAt,
    under: 'sum by (job, code) (rate(cart_requests_total[5m])) < 0',
    says: /turn the comparison round/,
  },
  {
    name: 'a comparison is always true',
    change: fails(promql`sum by (job, code) (rate(${requests}[5m])) > 10 and on () (hour() <= 24)`),
    finds: 'impossible-comparison',
    at: alertAt,
    under: 'hour() <= 24',
    says: /leave the comparison out/,
  },
  {
    name: 'a range holds two scrapes of a minute',
    change: {
      props: { scrapeInterval: '1m' },
      alerts: [failing({ expr: promql`sum by (job, code) (rate(${requests}[2m])) > 10` }), emptyShop],
    },
    finds: 'short-range',
    at: alertAt,
    under: 'cart_requests_total[2m]',
    says: /Take \[4m\] or more/,
  },
  {
    name: 'a pattern of label_replace is broken',
    change: shows(timeseries('Shops', { queries: [{ expr: promql`label_replace(${items}, "id", "$1", "shop", "(.*")` }], unit })),
    finds: 'label-function',
    at: 'monitoring/cart/Shops',
    under: '"(.*"',
    says: /RE2/,
  },
  {
    name: 'a stack with an alert has no routing',
    change: { props: { routing: undefined } },
    finds: 'unrouted-alert',
    at: alertAt,
    says: /Give the stack `routing`/,
  },
  {
    name: 'the receiver of critical alerts has no channel',
    change: { props: { routing: { ...routing, receivers: [routing.receivers![0]!, receiver('oncall')] } } },
    finds: 'unrouted-alert',
    at: alertAt,
    says: /Give the receiver a channel/,
  },
  {
    name: 'a route goes to a misspelt receiver',
    change: {
      props: {
        routing: { ...routing, route: { ...routing.route, routes: [{ receiver: 'on-call', matchers: where({ severity: 'critical' }) }] } },
      },
    },
    finds: 'wrong-option',
    at: 'monitoring',
    says: /Did you mean oncall\?/,
  },
  {
    name: 'a route stands behind one that takes everything',
    change: { props: { routing: { ...routing, route: { ...routing.route, routes: [{ receiver: 'team' }, ...routing.route.routes!] } } } },
    finds: 'dead-route',
    at: 'monitoring/routing',
    says: /in front/,
  },
  {
    name: 'a route asks for a misspelt label',
    change: {
      props: {
        routing: { ...routing, route: { ...routing.route, routes: [{ receiver: 'oncall', matchers: where({ severty: 'critical' }) }] } },
      },
    },
    finds: 'dead-route',
    at: 'monitoring/routing',
    says: /Did you mean severity\?/,
  },
  {
    name: 'a route asks for a misspelt severity, below another',
    change: {
      props: {
        routing: {
          ...routing,
          route: {
            ...routing.route,
            routes: [
              {
                receiver: 'team',
                matchers: where({ component: 'cart' }),
                routes: [{ receiver: 'oncall', matchers: where({ severity: 'critcal' }) }],
              },
            ],
          },
        },
      },
    },
    finds: 'dead-route',
    at: 'monitoring/routing',
    says: /Did you mean critical\?/,
  },
  {
    name: 'an inhibition is for a severity that no alert has',
    change: {
      props: {
        routing: {
          ...routing,
          inhibitRules: [
            { sourceMatch: where({ severity: 'critcal' }), targetMatch: where({ severity: 'warning' }), equal: ['component'] },
          ],
        },
      },
    },
    finds: 'dead-inhibition',
    at: 'monitoring/routing',
    says: /Correct the matchers/,
  },
  {
    name: 'an inhibition equals a label that no alert has',
    change: {
      props: {
        routing: {
          ...routing,
          inhibitRules: [
            { sourceMatch: where({ severity: 'critical' }), targetMatch: where({ severity: 'warning' }), equal: ['datacenter'] },
          ],
        },
      },
    },
    finds: 'dead-inhibition',
    at: 'monitoring/routing',
    says: /name labels that the alerts have/,
  },
  {
    name: 'a receiver is left over',
    change: {
      props: {
        routing: {
          ...routing,
          receivers: [...routing.receivers!, receiver('former-team', slack({ channel: '#former', webhook: secretKey('slack', 'url') }))],
        },
      },
    },
    finds: 'unused-receiver',
    at: 'monitoring/routing',
    says: /Name it in a route/,
  },
  {
    name: 'a function of a summary is misspelt',
    change: says('The cart answers {{ $value | humanise }} requests.'),
    finds: 'template-syntax',
    at: alertAt,
    under: 'humanise',
    says: /Did you mean `humanize`\?/,
  },
  {
    name: 'a summary is not closed',
    change: says('The cart answers {{ $labels.code'),
    finds: 'template-syntax',
    at: alertAt,
    under: '{{ $labels.code',
    says: /Prometheus refuses the whole rule file/,
  },
  {
    name: 'a summary prints a label that the sum dropped',
    change: says('{{ $labels.instance }} fails.'),
    finds: 'template-label',
    at: alertAt,
    under: '$labels.instance',
    says: /Keep instance in the expression/,
  },
  {
    name: 'a summary prints the component, which only the alert has',
    change: says('{{ $labels.component }} fails.'),
    finds: 'template-label',
    at: alertAt,
    under: '$labels.component',
    says: /Templates see the labels of the result/,
  },
  {
    name: 'a label holds the value',
    change: { alerts: [failing({ labels: { rate: '{{ $value }}' } }), emptyShop] },
    finds: 'value-in-label',
    at: alertAt,
    under: '$value',
    says: /in an annotation/,
    also: ['rehearsal-failed'],
  },
  {
    name: 'an alert has an empty summary',
    change: says(''),
    finds: 'missing-annotation',
    at: alertAt,
    says: /\(summary\)/,
  },
  {
    name: 'an alert was never rehearsed',
    change: { alerts: [failing({ rehearsals: [] }), emptyShop] },
    finds: 'unrehearsed',
    at: alertAt,
    says: /rehearsals: \[fires\(\.\.\.\), quiet\(\.\.\.\)\]/,
  },
  {
    name: 'an alert was never seen quiet',
    change: {
      alerts: [
        failing({ rehearsals: [fires('16m', { job: 'cart', code: '500' }, series(requests, { job: 'cart', code: '500' }, '0+6000x30'))] }),
        emptyShop,
      ],
    },
    finds: 'unrehearsed',
    at: alertAt,
    says: /fires\(\.\.\.\), quiet/,
  },
  {
    name: 'an alert was never seen firing',
    change: { alerts: [failing({ rehearsals: [quiet('16m', series(requests, { job: 'cart', code: '500' }, '0x30'))] }), emptyShop] },
    finds: 'unrehearsed',
    at: alertAt,
    says: /a history in/,
  },
  {
    name: 'the panel of a recording is dropped',
    change: { dashboards: [board({ panels: [panels[1]!] })] },
    finds: 'unused-recording',
    at: 'monitoring/cart/code:cart_requests:rate5m',
    says: /Drop it/,
  },
  {
    name: 'a recording is called like a metric',
    change: {
      recordings: [requestRate(), recording('cart_requests_rate', { expr: promql`sum(rate(${requests}[5m]))` })],
      dashboards: [boardOf(stat('All', { queries: [{ expr: promql`cart_requests_rate` }], unit }))],
    },
    finds: 'rule-name',
    at: 'monitoring/cart/cart_requests_rate',
    says: /level:metric:operations/,
  },
  {
    name: 'a duration is none',
    change: { alerts: [failing({ for: '5 m' as '5m' }), emptyShop] },
    finds: 'wrong-option',
    at: alertAt,
    says: /whole numbers with the units/,
  },
  {
    name: 'an absent alert does not wait',
    change: { alerts: [failing({ expr: promql`absent(${items})`, for: undefined, summary: 'No items.' }), emptyShop] },
    finds: 'for-interval',
    at: alertAt,
    says: /such as 5m/,
    also: ['rehearsal-failed'],
  },
  {
    name: 'a rehearsal looks before `for` has passed',
    change: rehearsed(fires('4m', cart500, series(requests, cart500, '0+3000x30'))),
    finds: 'rehearsal-failed',
    at: alertAt,
    under: '',
    says: /Look later, or shorten `for`/,
    tells: /rehearsal 1 expects \{job="cart", code="500"\} at 4m, and it stays quiet: it is pending, for less than 5m/,
  },
  {
    name: 'a rehearsal is quiet where the alert fires',
    change: rehearsed(quiet('16m', series(requests, cart500, '0+6000x30'))),
    finds: 'rehearsal-failed',
    at: alertAt,
    under: '',
    says: /say so with `fires`/,
    tells: /rehearsal 1 expects no alert at 16m, and it fires with \{/,
  },
  {
    name: 'a rehearsal has a metric that is misspelt',
    change: rehearsed(fires('8m', cart500, series(requests, cart500, '0+3000x30'), series('cart_request_total', cart500, '0x9'))),
    finds: 'rehearsal-series',
    at: alertAt,
    says: /Did you mean cart_requests_total\?/,
  },
  {
    name: 'a rehearsal has a label that the metric lacks',
    change: rehearsed(fires('8m', cart500, series(requests, { ...cart500, verb: 'GET' }, '0+3000x30'))),
    finds: 'rehearsal-series',
    at: alertAt,
    says: /labels are .*method/,
    tells: /the label verb, which it never has/,
  },
  {
    name: 'a rehearsal is quiet for want of a series',
    change: rehearsed(quiet('16m', series(items, { shop: 'a' }, '0x30'))),
    finds: 'rehearsal-vacuous',
    at: alertAt,
    says: /not beyond the threshold/,
    tells: /rehearsal 1 stays quiet whatever the threshold is: no series is called cart_requests_total/,
  },
  {
    name: 'a rehearsal is quiet for want of a second sample',
    change: rehearsed(quiet('16m', series(requests, cart500, '6000'))),
    finds: 'rehearsal-vacuous',
    at: alertAt,
    says: /not beyond the threshold/,
  },
  {
    name: 'rehearsals are far from the threshold',
    change: {
      alerts: [
        failing({
          rehearsals: [fires('8m', cart500, series(requests, cart500, '0+600000x30')), quiet('8m', series(requests, cart500, '0x30'))],
        }),
        emptyShop,
      ],
    },
    finds: 'rehearsal-weak',
    at: alertAt,
    says: /Rehearse it near the threshold/,
    tells: /with ten times its threshold and with a tenth of its threshold$/,
  },
  {
    name: 'rehearsals look too late to see `for`',
    change: {
      alerts: [
        failing({
          rehearsals: [fires('25m', cart500, series(requests, cart500, '0+3000x30')), quiet('8m', series(requests, cart500, '0+300x30'))],
        }),
        emptyShop,
      ],
    },
    finds: 'rehearsal-weak',
    at: alertAt,
    says: /Look at it after `for: 5m`/,
    tells: /would pass its rehearsals with `for: 10m`$/,
  },
  {
    name: 'an alert is declared twice',
    change: { alerts: [failing(), failing(), emptyShop] },
    finds: 'duplicate-name',
    at: alertAt,
    says: /Drop one of the two/,
  },
  {
    name: 'two dashboards have one uid',
    change: { dashboards: [board(), board({ title: 'Another' })] },
    finds: 'duplicate-name',
    at: 'monitoring/cart',
    says: /another uid/,
  },
  {
    name: 'a panel has a variable that the dashboard does not have',
    change: shows(timeseries('Items', { queries: [{ expr: promql`${items}{shop="$shop"}` }], unit })),
    finds: 'dashboard-variable',
    at: 'monitoring/cart',
    under: '$shop',
    says: /Add the variable/,
  },
  {
    name: 'a variable is not used',
    change: { dashboards: [board({ variables: [{ name: 'shop', label: 'Shop', from: promql`${items}`, of: 'shop' }] })] },
    finds: 'dashboard-variable',
    at: 'monitoring/cart',
    says: /Drop it, or choose by it/,
  },
  {
    name: 'a matcher wants a bucket that the histogram does not have',
    change: fails(promql`sum by (job, method) (rate(${latency.bucket}{le="0.3"}[5m])) > 10`),
    finds: 'unknown-label-value',
    at: alertAt,
    under: 'le="0.3"',
    says: /Did you mean 0\.1\? If not, add it to the declaration/,
    tells: /its buckets are 0\.1, 0\.5, 1, 5 and \+Inf/,
    also: ['template-label'],
  },
  {
    name: 'a pattern matches no value that is declared',
    change: {
      metrics: [counter('cart_requests_total', 'Requests.', ['code', 'method'], { labelValues: { code: ['200', '500'] } }), latency, items],
      ...fails(promql`sum by (job, code) (rate(${requests}{code=~"4.."}[5m])) > 10`),
    },
    finds: 'unknown-label-value',
    at: alertAt,
    under: 'code=~"4.."',
    says: /add it to the declaration of cart_requests_total/,
  },
  {
    name: 'a metric declares a label that belongs to its target',
    change: { metrics: [requests, latency, items, gauge('cart_jobs', 'Jobs.', ['job'])] },
    finds: 'metric-declaration',
    at: 'monitoring/cart',
    says: /Give the label another name/,
  },
  {
    name: 'a counter declares the label that tells its targets apart',
    change: { metrics: [requests, latency, items, counter('cart_orders_total', 'Orders.', ['instance'])] },
    finds: 'metric-declaration',
    at: 'monitoring/cart',
    says: /queries read it as exported_instance/,
  },
  {
    name: 'a panel is wider than the grid',
    change: shows(timeseries('Items', { queries: [{ expr: promql`${items}` }], unit, width: 30 })),
    finds: 'dashboard-layout',
    at: 'monitoring/cart',
    says: /at most 24/,
  },
  {
    name: 'the thresholds of a panel do not ascend',
    change: shows(
      stat('Items', {
        queries: [{ expr: promql`sum(${items})` }],
        unit,
        thresholds: [
          { from: null, color: 'green' },
          { from: 80, color: 'red' },
          { from: 50, color: 'orange' },
        ],
      }),
    ),
    finds: 'dashboard-style',
    at: 'monitoring/cart',
    says: /from the lowest to the highest/,
  },
  {
    name: 'a table has a column of a label that its query takes away',
    change: shows(
      table('Items', { queries: [{ expr: promql`sum by (shop) (${items})` }], columns: { shop: 'Shop', instance: 'Instance' } }),
    ),
    finds: 'dashboard-label',
    at: 'monitoring/cart/Items',
    says: /Keep instance in the query/,
  },
  {
    name: 'a variable offers the values of a misspelt label',
    change: {
      dashboards: [
        board({
          variables: [{ name: 'shop', from: promql`sum by (shop) (${items})`, of: 'shpo' }],
          panels: [...panels, stat('Items', { queries: [{ expr: promql`sum(${items}{shop="$shop"})` }], unit })],
        }),
      ],
    },
    finds: 'dashboard-label',
    at: 'monitoring/cart/shop',
    says: /a label that its result has/,
  },
  {
    name: 'no Grafana is installed',
    change: { programs: [] },
    finds: 'lost-dashboard',
    at: 'monitoring/cart',
    says: /Install grafana\(\)/,
    tells: /the dashboard Cart$/,
  },
  {
    name: 'no Grafana is installed for two dashboards',
    change: { programs: [], dashboards: [board(), board({ uid: 'till', title: 'Till' })] },
    finds: 'lost-dashboard',
    at: 'monitoring/cart',
    says: /leave the dashboards out/,
    tells: /the dashboards Cart and Till$/,
  },
  {
    name: 'a panel has no query',
    change: shows(timeseries('Items', { queries: [], unit })),
    finds: 'dashboard-query',
    at: 'monitoring/cart',
    says: /Give it a query/,
  },
  {
    name: 'a uid has a slash',
    change: { dashboards: [board({ uid: 'shop/cart' })] },
    finds: 'dashboard-uid',
    at: 'monitoring/shop/cart',
    says: /letters, digits, hyphens/,
    also: ['object-name'],
  },
  {
    name: 'a legend names a label that the recording dropped',
    change: shows(timeseries('Rate', { queries: [{ expr: promql`${requestRate()}`, legend: '{{method}}' }], unit: 'reqps' })),
    finds: 'dashboard-legend',
    at: 'monitoring/cart/Rate',
    under: '{{method}}',
    says: /Keep method in the query/,
  },
  {
    name: 'the container of a component has no version',
    change: runs({ image: 'registry.example/worker' }),
    finds: 'image-version',
    at: 'Deployment shop/worker',
    says: /Name a version/,
  },
  {
    name: 'the container of a component has a password',
    change: runs({ env: [{ name: 'SMTP_PASSWORD', value: 'correct-horse' }] }),
    finds: 'secret-in-pod',
    at: 'Deployment shop/worker',
    says: /secretKeyRef/,
  },
  {
    name: 'the pod of a component is root',
    change: runs({}, { securityContext: { runAsUser: 0, seccompProfile: { type: 'RuntimeDefault' } } }),
    finds: 'pod-security',
    at: 'Deployment shop/worker',
    says: /securityContext/,
  },
  {
    name: 'the container of a component writes to its own root and may gain privileges',
    change: runs({ securityContext: {} }),
    finds: 'pod-security',
    at: 'Deployment shop/worker',
    says: /securityContext/,
  },
  {
    name: 'a component has a bad label',
    change: { objects: [{ ...worker(), metadata: { name: 'worker', namespace: 'shop', labels: { app: 'the worker' } } }, workerService()] },
    finds: 'object-name',
    at: 'Deployment shop/worker',
    says: /API server refuses/,
  },
  {
    name: 'a component has a ConfigMap that is too large',
    change: {
      objects: [
        worker(),
        workerService(),
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'seed', namespace: 'shop' }, data: { dump: 'x'.repeat(1100 * 1024) } },
      ],
    },
    finds: 'object-size',
    at: 'ConfigMap shop/seed',
    says: /Split it/,
  },
  {
    name: 'the Service of a component asks for a misspelt port',
    change: { objects: [worker(), workerService({ targetPort: 'htpp' })] },
    finds: 'unknown-port',
    at: 'Service shop/worker',
    says: /Did you mean http\?/,
  },
  {
    name: 'a probe of a component asks for a port without a name',
    change: runs({ livenessProbe: { httpGet: { path: '/', port: 'admin' } } }),
    finds: 'unknown-port',
    at: 'Deployment shop/worker',
    says: /write its number/,
  },
  {
    name: 'the Service of a component finds no pods',
    change: { objects: [worker(), workerService({}, { app: 'workers' })] },
    finds: 'service-without-pods',
    at: 'Service shop/worker',
    says: /labels that the template of the pods has/,
    // Where prometheus-operator runs, its own resources make pods too.
    only: 'standalone',
  },
  {
    name: 'the Service of a component has lost its labels, which its monitor selects',
    change: { objects: [worker(), { ...workerService(), metadata: { name: 'worker', namespace: 'shop' } }] },
    finds: 'selects-nothing',
    at: 'monitoring/worker',
    says: /Label the Service app=worker/,
  },
  {
    name: 'the port of a component has another name in its Service',
    change: { objects: [worker(), workerService({ name: 'metrics' })] },
    finds: 'selects-nothing',
    at: 'monitoring/worker',
    says: /as the Service does/,
  },
  {
    name: 'two objects of a component have one name',
    change: { objects: [worker(), workerService(), workerService()] },
    finds: 'duplicate-name',
    at: 'monitoring',
    says: /another name/,
  },
  {
    name: 'a Prometheus of another team keeps more than its volume',
    change: {
      objects: [
        worker(
          {
            args: ['--storage.tsdb.path=/data', '--storage.tsdb.retention.size=10GB'],
            volumeMounts: [{ name: 'data', mountPath: '/data' }],
          },
          { volumes: [{ name: 'data', emptyDir: { sizeLimit: '5Gi' } }] },
        ),
        workerService(),
      ],
    },
    finds: 'retention-size',
    at: 'Deployment shop/worker',
    says: /larger volume/,
  },
];
