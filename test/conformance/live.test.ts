import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { catalogs } from '../../lib/catalog/catalogs';
import { type Catalog, exposes } from '../../lib/catalog/source';
import { syntheticMetrics } from '../../lib/model/synthetic';
import { hasLabel } from '../support/catalog';
import { until } from './cluster';
import { eventually } from './eventually';
import { calm } from './live/behaviour';
import { panelQueries, variableQueries } from './live/dashboards';
import { startWorld, type World } from './live/world';

/** In the busy world requests are served and one in ten fails; in the idle one nobody predicts and all that comes fails. */
const failing = { ...calm, errorsPerSecond: 1 };
const serving = { ...failing, predictionsPerSecond: 9 };

let busy: World;
let idle: World;
beforeAll(async () => {
  [busy, idle] = await Promise.all([
    startWorld('live-busy', [serving, serving]),
    startWorld('live-idle', [{ ...failing, modelLoaded: false }, failing]),
  ]);
});
afterAll(() => Promise.all([busy, idle].map((world) => world?.stop())));

/** What the programs said last, while it still can be read. */
afterEach(({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const world of [busy, idle]) {
    for (const container of ['prometheus', 'alertmanager', 'kube-state-metrics']) {
      const name = world.pod(container).pod.metadata!.name!;
      console.log(`${name}:\n${world.cluster.log(name).split('\n').slice(-15).join('\n')}`);
    }
  }
});

interface Target {
  readonly scrapePool: string;
  readonly scrapeUrl: string;
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string;
}

interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

const targets = async ({ prometheus }: World) =>
  (await prometheus<{ data: { activeTargets: readonly Target[] } }>('/api/v1/targets?state=active')).data.activeTargets;

const query = async ({ prometheus }: World, text: string) =>
  (await prometheus<{ data: { result: readonly Sample[] } }>('/api/v1/query', ['--data-urlencode', `query=${text}`])).data.result;

describe('Prometheus with the configuration of dist/', () => {
  const programs = {
    alertmanager: 1,
    cadvisor: 2,
    'iris-api': 2,
    'kube-state-metrics': 1,
    'kube-state-metrics-self': 1,
    kubelet: 2,
    'node-exporter': 2,
    prometheus: 1,
  };
  const countsOf = (found: readonly Target[]) =>
    Object.fromEntries(found.map(({ scrapePool }) => [scrapePool, found.filter((other) => other.scrapePool === scrapePool).length]));

  test('has every target up as often as it runs', () =>
    eventually(async () => countsOf((await targets(busy)).filter(({ health }) => health === 'up')), 90).toEqual(programs));

  test('finds nothing else but Grafana, which cannot run here', async () => {
    const others = async () => (await targets(busy)).filter(({ scrapePool }) => !Object.keys(programs).includes(scrapePool));
    await eventually(others, 90).toMatchObject([
      { scrapePool: 'grafana', health: 'down', lastError: expect.stringContaining('connection refused') },
    ]);
  });

  test('names the Iris API, its pods and its Service as alerts and dashboards do', async () => {
    const named = async () =>
      (await query(busy, 'up{job="iris-api"}'))
        .map(({ metric: { namespace, pod, service, container } }) => ({ namespace, pod, service, container }))
        .sort((a, b) => (a.pod! < b.pod! ? -1 : 1));
    await eventually(named, 30).toEqual(
      busy.iris.map(({ name }) => ({ namespace: 'mlops', pod: name, service: 'iris-api-service', container: 'api' })),
    );
  });

  test('finds Alertmanager, and takes nothing else for one', async () => {
    const found = async () =>
      (await busy.prometheus<{ data: { activeAlertmanagers: readonly { url: string }[] } }>('/api/v1/alertmanagers')).data
        .activeAlertmanagers;
    await eventually(found, 60).toEqual([{ url: `http://${busy.pod('alertmanager').address}:9093/api/v2/alerts` }]);
  });

  test('may do all that it tries, and so may kube-state-metrics', () => {
    for (const container of ['prometheus', 'kube-state-metrics']) {
      expect(busy.cluster.log(busy.pod(container).pod.metadata!.name!)).not.toMatch(/forbidden|unauthorized/i);
    }
  });

  test("sees the host's own disks through node_exporter", async () => {
    const instances = async () =>
      (await query(busy, 'node_filesystem_size_bytes{mountpoint="/"}')).map(({ metric }) => metric.instance).sort();
    await eventually(instances, 30).toEqual(busy.kubelets.map(({ node }) => node).sort());
  });
});

describe('a kubelet', () => {
  const statusFor = async (path: string, account?: string) => {
    const { address, port } = busy.kubelets[0]!;
    const token = account && (await busy.cluster.kubectl(['create', 'token', account, '--namespace', 'mlops'])).trim();
    return (await busy.cluster.ask(`https://${address}:${port}${path}`, ['-k', ...(token ? ['-H', `Authorization: Bearer ${token}`] : [])]))
      .status;
  };

  test.each(['/metrics', '/metrics/cadvisor'])("gives %s to Prometheus' account", async (path) =>
    expect(await statusFor(path, 'prometheus')).toBe(200),
  );
  test('gives nothing to an account without the right to it', async () => expect(await statusFor('/metrics', 'alertmanager')).toBe(403));
  test('gives nothing to who does not say who it is', async () => expect(await statusFor('/metrics')).toBe(401));
});

describe('dashboards', () => {
  const hasNumber = (samples: readonly Sample[]) => samples.some(({ value: [, number] }) => Number.isFinite(Number(number)));

  // Grafana cannot run here.
  const answerable = panelQueries.filter(([, text]) => !text.includes('job="grafana"'));

  test.each(answerable)('%s has data', async (_, text) => {
    await eventually(() => query(busy, text), 60).toSatisfy(hasNumber);
  });

  test.each(variableQueries)('%s has values to choose from', async (_, series, label) => {
    const path = `/api/v1/label/${label}/values?match%5B%5D=${encodeURIComponent(series)}`;
    await eventually(async () => (await busy.prometheus<{ data: readonly string[] }>(path)).data, 60).not.toEqual([]);
  });

  test('CPU Usage counts a container once, and no cgroup above it', async () => {
    const [, text] = panelQueries.find(([place]) => place.includes('CPU Usage'))!;
    const own = `rate(container_cpu_usage_seconds_total{container="api", pod="${busy.iris[0]!.name}"}[1m])`;
    const difference = async () => Number((await query(busy, `(${text}) - on (namespace, pod) ${own}`))[0]?.value[1]);
    await eventually(difference, 60).toBeCloseTo(0, 9);
  });
});

describe('catalogues', () => {
  /** What discovery gives every series of a target, and no program does. */
  const ofTarget = ['job', 'instance', 'namespace', 'pod', 'service', 'container', 'endpoint', 'node', 'metrics_path'];
  const ofScrape = new Set(syntheticMetrics.map(({ name }) => name));

  test.each([
    ['alertmanager', '{job="alertmanager"}', catalogs.alertmanager],
    ['prometheus', '{job="prometheus"}', catalogs.prometheus],
    ['node-exporter', '{job="node-exporter"}', catalogs.node],
    ['kube-state-metrics', '{job="kube-state-metrics", endpoint="metrics"}', catalogs['kube-state-metrics']],
    ['kube-state-metrics itself', '{job="kube-state-metrics", endpoint="telemetry"}', catalogs['kube-state-metrics-self']],
    ['kubelet', '{job="kubelet", metrics_path="/metrics"}', catalogs.kubelet],
    ['cadvisor', '{job="kubelet", metrics_path="/metrics/cadvisor"}', catalogs['kubelet-cadvisor']],
  ] as const)('what %s exposes is known', async (_, selector, catalog: Catalog) => {
    const { data } = await busy.prometheus<{ data: readonly Readonly<Record<string, string>>[] }>('/api/v1/series', [
      '--data-urlencode',
      `match[]=${selector}`,
    ]);
    const unknown = data.flatMap(({ __name__: name, ...labels }) => {
      if (ofScrape.has(name!)) return [];
      if (exposes(catalog, name!) === 'no') return [name!];
      const isHistogram = name!.endsWith('_bucket');
      // A label of the program's own that discovery gives too is renamed.
      return Object.keys(labels)
        .map((label) => label.replace(/^exported_/, ''))
        .filter((label) => !ofTarget.includes(label) && !(isHistogram && label === 'le') && hasLabel(catalog, name!, label) === 'no')
        .map((label) => `${name}{${label}}`);
    });
    expect(data.length).toBeGreaterThan(0);
    expect([...new Set(unknown)].sort()).toEqual([]);
  });
});

interface Alert {
  readonly labels: { readonly alertname: string };
  readonly startsAt: string;
  readonly receivers: readonly { readonly name: string }[];
  readonly status: { readonly inhibitedBy: readonly string[] };
  readonly fingerprint: string;
}

const alertsOf = async ({ alertmanager }: World) => alertmanager<readonly Alert[]>('/api/v2/alerts');
const alertNamed = async (world: World, name: string) => (await alertsOf(world)).find(({ labels }) => labels.alertname === name);

const titles = (world: World) => world.messages().map(({ attachments }) => attachments[0]!.title);
const message = (world: World, title: string) =>
  until(
    () => world.messages().find(({ attachments }) => attachments[0]!.title === title),
    (found) => found !== undefined,
    560,
  ) as Promise<{
    channel: string;
    attachments: [{ title: string; text: string }];
  }>;

describe('a replica that stops answering and one that loses its model', () => {
  beforeAll(async () => {
    await busy.iris[0]!.behave({ answers: false });
    await busy.iris[1]!.behave({ modelLoaded: false });
  });

  test('IrisAPIDown is told, with the name of the pod', async () => {
    const {
      channel,
      attachments: [{ text }],
    } = await message(busy, '[FIRING: 1] critical: IrisAPIDown');
    expect(channel).toBe('#mlops-alerts');
    expect(text.trim()).toBe(
      `*The Iris API on pod ${busy.iris[0]!.name} does not answer.*\n` +
        'Prometheus has had no metrics from job iris-api for 1 minute: no pod is found, or one that is found does not answer on /metrics.',
    );
  });

  test('IrisAPIDown goes to critical-alerts', async () => {
    expect((await alertNamed(busy, 'IrisAPIDown'))!.receivers).toEqual([{ name: 'critical-alerts' }]);
    await busy.iris[0]!.behave({ answers: true });
  });

  test('ModelNotLoaded is told, with the name of the pod', async () => {
    const {
      attachments: [{ text }],
    } = await message(busy, '[FIRING: 1] critical: ModelNotLoaded');
    expect(text.trim()).toBe(
      `*The Iris API on pod ${busy.iris[1]!.name} has no model.*\n` +
        'The API runs but its model has not been loaded for 2 minutes: it cannot predict.',
    );
  });

  test('ModelNotLoaded goes to critical-alerts', async () => {
    expect((await alertNamed(busy, 'ModelNotLoaded'))!.receivers).toEqual([{ name: 'critical-alerts' }]);
    await busy.iris[1]!.behave({ modelLoaded: true });
  });
});

describe('a changed rule file', () => {
  const groups = async () =>
    (await busy.prometheus<{ data: { groups: readonly { name: string }[] } }>('/api/v1/rules')).data.groups.map(({ name }) => name);

  /** Adds a group to a rule file, as an apply of a changed dist/ does. */
  async function addGroup(name: string): Promise<void> {
    const { data } = await busy.cluster.get<{ data: Record<string, string> }>('configmap', 'prometheus-rules', '--namespace', 'mlops');
    const text = `${data['pods.yaml']}  - name: ${name}\n    rules: [{record: ${name}, expr: vector(1)}]\n`;
    await busy.cluster.kubectl([
      'patch',
      'configmap',
      'prometheus-rules',
      '--namespace',
      'mlops',
      '--type',
      'merge',
      '-p',
      JSON.stringify({ data: { 'pods.yaml': text } }),
    ]);
    await busy.pod('prometheus').refresh();
  }

  test('is read at once on POST /-/reload, which answers 200', async () => {
    await addGroup('asked');
    const { status } = await busy.cluster.ask(`http://${busy.pod('prometheus').address}:9090/-/reload`, ['-X', 'POST']);
    expect(status).toBe(200);
    expect(await groups()).toContain('asked');
  });

  test('is read without being asked', async () => {
    await addGroup('unasked');
    await eventually(groups, 60).toContain('unasked');
  });
});

/** How many alerts were left out of a notification because another one explains them. */
const suppressed = async () => {
  const { body } = await idle.cluster.ask(`http://${idle.pod('alertmanager').address}:9093/metrics`);
  return Number(/^alertmanager_notifications_suppressed_total\{reason="inhibition"\} (\d+)$/m.exec(body)?.[1] ?? 0);
};
/** The alerts that mute one, which Alertmanager knows; undefined where it does not know it. */
const inhibitors = async (name: string) => {
  const alerts = await alertsOf(idle);
  const found = alerts.find(({ labels }) => labels.alertname === name);
  return found?.status.inhibitedBy.map((fingerprint) => alerts.find((alert) => alert.fingerprint === fingerprint)?.labels.alertname);
};

/** Waits until Alertmanager would have told of an alert: group_wait (30s) after it came, and some time for the way. */
const pastFirstTelling = async (name: string) => {
  const { startsAt } = (await alertNamed(idle, name))!;
  await until(
    () => Date.now() - Date.parse(startsAt),
    (milliseconds) => milliseconds > 40_000,
    60,
  );
};

describe('an alert that a worse one explains', () => {
  test('HighErrorRate is muted while ModelNotLoaded fires', async () => {
    await eventually(() => inhibitors('HighErrorRate'), 420).toEqual(['ModelNotLoaded']);
    await pastFirstTelling('HighErrorRate');
    await eventually(suppressed, 60).toBe(1);
  });

  test('HighErrorRate is free again when ModelNotLoaded ends', async () => {
    await idle.iris[0]!.behave({ modelLoaded: true });
    await eventually(() => inhibitors('HighErrorRate'), 90).toEqual([]);
    await idle.iris[1]!.behave({ answers: false });
  });
});

describe('requests that fail', () => {
  test('HighErrorRate is told, with the share', async () => {
    const {
      attachments: [{ text }],
    } = await message(busy, '[FIRING: 1] warning: HighErrorRate');
    const [, share] = /^\*The Iris API fails ([\d.]+)% of its requests\.\*\n/.exec(text)!;
    expect(Number(share)).toBeCloseTo(10, 0);
  });

  test('HighErrorRate goes to warning-alerts', async () => {
    expect((await alertNamed(busy, 'HighErrorRate'))!.receivers).toEqual([{ name: 'warning-alerts' }]);
    await Promise.all(busy.iris.map(({ behave }) => behave({ errorsPerSecond: 0, predictionsPerSecond: 2000 })));
  });
});

describe('a stop that explains the lack of requests', () => {
  test('IrisAPIDown is resolved', async () =>
    expect(await message(busy, '[RESOLVED] critical: IrisAPIDown')).toMatchObject({ channel: '#mlops-alerts' }));
  test('ModelNotLoaded is resolved', async () =>
    expect(await message(busy, '[RESOLVED] critical: ModelNotLoaded')).toMatchObject({ channel: '#mlops-alerts' }));

  test('LowPredictionRate is muted while IrisAPIDown fires', async () => {
    await eventually(() => inhibitors('LowPredictionRate'), 420).toEqual(['IrisAPIDown']);
    await pastFirstTelling('LowPredictionRate');
    await eventually(suppressed, 60).toBeGreaterThan(1);
  });

  test('LowPredictionRate would go to default', async () => {
    expect((await alertNamed(idle, 'LowPredictionRate'))!.receivers).toEqual([{ name: 'default' }]);
  });

  test('nobody was told of what was muted', async () => {
    await eventually(() => [...titles(idle)].sort(), 420).toEqual([
      '[FIRING: 1] critical: IrisAPIDown',
      '[FIRING: 1] critical: ModelNotLoaded',
      '[RESOLVED] critical: ModelNotLoaded',
    ]);
  });
});

describe('in the end', () => {
  test('HighErrorRate is resolved', async () =>
    expect(await message(busy, '[RESOLVED] warning: HighErrorRate')).toMatchObject({ channel: '#mlops-alerts' }));

  test('each fault was told once and its end once, and nothing else was told', () => {
    expect([...titles(busy)].sort()).toEqual([
      '[FIRING: 1] critical: IrisAPIDown',
      '[FIRING: 1] critical: ModelNotLoaded',
      '[FIRING: 1] warning: HighErrorRate',
      '[RESOLVED] critical: IrisAPIDown',
      '[RESOLVED] critical: ModelNotLoaded',
      '[RESOLVED] warning: HighErrorRate',
    ]);
  });

  test('no alert fires', async () => {
    await eventually(
      async () => (await busy.prometheus<{ data: { alerts: readonly unknown[] } }>('/api/v1/alerts')).data.alerts,
      60,
    ).toEqual([]);
  });
});
