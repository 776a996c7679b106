import { describe, expect, test } from 'vitest';
import { compileAlertmanager } from '../../../lib/compile/alertmanager/compile';
import { type KubernetesObject, referenceText } from '../../../lib/kubernetes/object';

const alertmanager = (
  spec: object = {
    alertmanagerConfigSelector: {},
    alertmanagerConfigNamespaceSelector: {},
  },
): KubernetesObject => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Alertmanager',
  metadata: { name: 'main', namespace: 'monitoring' },
  spec,
});
const config = (spec: object, { namespace = 'shop', name = 'alerts', labels = {}, version = 'v1alpha1' } = {}): KubernetesObject => ({
  apiVersion: `monitoring.coreos.com/${version}`,
  kind: 'AlertmanagerConfig',
  metadata: { name, namespace, labels },
  spec,
});
const secret = (name: string, stringData: Record<string, string>, namespace = 'shop'): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
  stringData,
});
const base = (text: string, name = 'alertmanager-main') => secret(name, { 'alertmanager.yaml': text }, 'monitoring');
const webhook = (more: object = {}) => ({
  route: { receiver: 'r' },
  receivers: [{ name: 'r', webhookConfigs: [{ urlSecret: { name: 'hook', key: 'url' }, ...more }] }],
});
const alerts = { kind: 'AlertmanagerConfig', namespace: 'shop', name: 'alerts' };
const compile = (objects: readonly KubernetesObject[], spec?: object) => compileAlertmanager({ alertmanager: alertmanager(spec), objects });

describe('the base', () => {
  test('is the Secret as it is, where nothing selects AlertmanagerConfigs', () => {
    const compiled = compile([base('route: {receiver: r}\nreceivers: [{name: r}]\ntracing: {endpoint: "x:1"}'), config(webhook())], {});
    expect(compiled.config).toEqual({ route: { receiver: 'r' }, receivers: [{ name: 'r' }], tracing: { endpoint: 'x:1' } });
  });

  test('sends every alert to nobody, where there is no Secret', () => {
    const { config: compiled, warnings } = compile([]);
    expect(compiled).toEqual({ route: { receiver: 'null' }, receivers: [{ name: 'null' }], templates: [] });
    expect(warnings).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('Secret monitoring/alertmanager-main is not among the objects'),
      }),
    ]);
  });

  test('keeps the text of a password that is in a file too', () => {
    const text =
      'route: {receiver: r}\nreceivers: [{name: r, email_configs: [{to: x, from: x, smarthost: "m:25", auth_password: a, auth_password_file: /b, auth_secret_file: /c}]}]';
    const { config: compiled, warnings } = compile([base(text)]);
    expect(compiled!.receivers![0]!.email_configs).toEqual([
      { to: 'x', from: 'x', smarthost: 'm:25', auth_password: 'a', auth_secret_file: '/c' },
    ]);
    expect(warnings).toEqual([expect.objectContaining({ path: 'receivers[0].email_configs[0].auth_password_file' })]);
  });

  test('whose Slack action asks for a confirmation without a text is refused', () => {
    const text =
      'route: {receiver: r}\nreceivers: [{name: r, slack_configs: [{api_url: "http://a", actions: [{type: t, text: x, url: u, confirm: {}}]}]}]';
    expect(compile([base(text)]).rejected).toEqual([expect.objectContaining({ message: expect.stringContaining('confirm lacks text') })]);
  });

  test('is read from spec.configSecret, whose other keys are mounted beside it', () => {
    const objects = [{ ...base('route: {receiver: r}\nreceivers: [{name: r}]', 'mine'), data: { 'a.tmpl': 'eA==' } }];
    const compiled = compile(objects, { configSecret: 'mine', alertmanagerConfigSelector: {} });
    expect(compiled.config!.route).toEqual({ receiver: 'r' });
    expect(compiled.assets).toEqual([
      {
        from: 'Secret',
        namespace: 'monitoring',
        name: 'mine',
        key: 'a.tmpl',
        path: '/etc/alertmanager/config/a.tmpl',
      },
    ]);
  });

  test('stops everything where Alertmanager refuses it, with all of its problems', () => {
    const compiled = compile([base('route: {receiver: x, bogus: 1}')]);
    expect(compiled.config).toBeUndefined();
    expect(compiled.rejected).toEqual([
      expect.objectContaining({
        object: { kind: 'Secret', namespace: 'monitoring', name: 'alertmanager-main' },
        stops: 'configuration',
        path: 'alertmanager.yaml',
        inside: 'route.bogus',
      }),
      expect.objectContaining({ message: 'the receiver x is not defined', stops: 'configuration' }),
    ]);
  });

  test('that is not YAML stops everything too', () => {
    expect(compile([base('a: [')]).rejected).toEqual([expect.objectContaining({ message: expect.stringContaining('is not YAML') })]);
  });

  test('can be an AlertmanagerConfig with global settings and templates', () => {
    const spec = {
      alertmanagerConfiguration: {
        name: 'base',
        global: { resolveTimeout: '1m', slackApiUrl: { name: 'slack', key: 'url' } },
        templates: [{ configMap: { name: 'templates', key: 'a.tmpl' } }],
      },
    };
    const compiled = compile(
      [config({ route: { receiver: 'r' }, receivers: [{ name: 'r' }] }, { namespace: 'monitoring', name: 'base' })],
      spec,
    );
    expect(compiled.config).toEqual({
      global: { resolve_timeout: '1m', slack_api_url_file: '/etc/alertmanager/credentials/0_monitoring_slack_url' },
      route: { receiver: 'monitoring/base/r' },
      receivers: [{ name: 'monitoring/base/r' }],
      templates: ['/etc/alertmanager/templates/a.tmpl'],
    });
    expect(compiled.assets.map(({ path }) => path)).toEqual([
      '/etc/alertmanager/credentials/0_monitoring_slack_url',
      '/etc/alertmanager/templates/a.tmpl',
    ]);
  });

  test('cannot be an AlertmanagerConfig that is not there', () => {
    expect(compile([], { alertmanagerConfiguration: { name: 'base' } }).rejected).toContainEqual(
      expect.objectContaining({ message: 'AlertmanagerConfig monitoring/base is not among the objects' }),
    );
  });
});

describe('selection', () => {
  const one = config(webhook(), { labels: { team: 'a' } });
  const own = config(webhook(), { namespace: 'monitoring' });
  const names = (objects: readonly KubernetesObject[], spec: object) =>
    compile(objects, spec).config!.route!.routes?.map(({ receiver }) => receiver);

  test('without a namespace selector takes the own namespace alone', () => {
    expect(names([one, own], { alertmanagerConfigSelector: {} })).toEqual(['monitoring/alerts/r']);
  });

  test('by labels and expressions', () => {
    expect(
      names([one, own], {
        alertmanagerConfigSelector: { matchLabels: { team: 'a' } },
        alertmanagerConfigNamespaceSelector: {},
      }),
    ).toEqual(['shop/alerts/r']);
    expect(
      names([one, own], {
        alertmanagerConfigSelector: { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] },
        alertmanagerConfigNamespaceSelector: {},
      }),
    ).toEqual(['monitoring/alerts/r']);
  });

  test('by the labels of namespaces, of which every one has its name', () => {
    const namespace: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { env: 'prod' } },
    };
    expect(
      names([one, own, namespace], {
        alertmanagerConfigSelector: {},
        alertmanagerConfigNamespaceSelector: { matchLabels: { env: 'prod' } },
      }),
    ).toEqual(['shop/alerts/r']);
    expect(
      names([one, own], {
        alertmanagerConfigSelector: {},
        alertmanagerConfigNamespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
      }),
    ).toEqual(['monitoring/alerts/r']);
  });

  test('is in the order of namespaces and names, whatever the order of the objects', () => {
    const many = ['b/x', 'a/z', 'a/y'].map((key) => config(webhook(), { namespace: key.split('/')[0]!, name: key.split('/')[1]! }));
    expect(
      names(many, {
        alertmanagerConfigSelector: {},
        alertmanagerConfigNamespaceSelector: {},
      }),
    ).toEqual(['a/y/r', 'a/z/r', 'b/x/r']);
  });
});

describe('secrets', () => {
  test('are read from files, whether or not their values are known', () => {
    const file = '/etc/alertmanager/credentials/0_shop_hook_url';
    for (const objects of [[config(webhook())], [config(webhook()), secret('hook', { url: 'https://x/y' })]]) {
      const compiled = compile(objects);
      expect(compiled.config!.receivers![1]).toEqual({ name: 'shop/alerts/r', webhook_configs: [{ url_file: file }] });
      expect(compiled.assets).toEqual([{ from: 'Secret', namespace: 'shop', name: 'hook', key: 'url', path: file }]);
      expect(compiled.sensitive).toBe(false);
    }
  });

  test('stand in the configuration where Alertmanager reads no file, and say so', () => {
    const sns = {
      route: { receiver: 'r' },
      receivers: [
        {
          name: 'r',
          snsConfigs: [{ topicARN: 'arn', sigv4: { accessKey: { name: 'aws', key: 'id' }, secretKey: { name: 'aws', key: 'key' } } }],
        },
      ],
    };
    const compiled = compile([config(sns), secret('aws', { id: 'i', key: 'k' })]);
    expect(compiled.config!.receivers![1]!.sns_configs).toEqual([{ topic_arn: 'arn', sigv4: { access_key: 'i', secret_key: 'k' } }]);
    expect(compiled.inlined.map(({ field }) => field)).toEqual(['access_key', 'secret_key']);
    expect(compiled.sensitive).toBe(true);
    expect(compile([config(sns)]).rejected.map(({ message }) => message)).toEqual([
      expect.stringContaining('does not read access_key from a file'),
      expect.stringContaining('secret_key'),
    ]);
  });

  test('stand in the configuration of a version that does not read the file yet', () => {
    const spec = { version: 'v0.25.0', alertmanagerConfigSelector: {}, alertmanagerConfigNamespaceSelector: {} };
    expect(compile([config(webhook()), secret('hook', { url: 'https://x/y\n' })], spec).config!.receivers![1]!.webhook_configs).toEqual([
      { url: 'https://x/y' },
    ]);
    expect(compile([config(webhook())], spec).rejected).toEqual([
      expect.objectContaining({ hint: expect.stringContaining('Run Alertmanager 0.26.0 or later') }),
    ]);
  });

  test('without the key reject the object', () => {
    expect(compile([config(webhook()), secret('hook', { other: 'x' })]).rejected).toEqual([
      {
        code: 'missing-object',
        object: alerts,
        path: 'spec.receivers[0].webhookConfigs[0].urlSecret',
        message: 'Secret shop/hook has no key url',
        hint: 'Add the key, or name another one.',
        stops: 'object',
      },
    ]);
  });

  test('with a value that is no URL reject the object', () => {
    expect(compile([config(webhook()), secret('hook', { url: 'x' })]).rejected).toEqual([
      expect.objectContaining({ message: expect.stringContaining('does not start with http') }),
    ]);
  });

  test('in a slack_config with updateMessage are not read from a file, which crashes Alertmanager', () => {
    const slack = {
      route: { receiver: 'r' },
      receivers: [{ name: 'r', slackConfigs: [{ apiURL: { name: 'slack', key: 'url' }, updateMessage: true }] }],
    };
    expect(compile([config(slack)]).config!.receivers![1]!.slack_configs).toEqual([
      { update_message: true, api_url: 'https://slack.com/api/chat.postMessage' },
    ]);
  });
});

describe('an AlertmanagerConfig', () => {
  test('of v1beta1 has timeIntervals', () => {
    const spec = {
      ...webhook(),
      route: { receiver: 'r', muteTimeIntervals: ['night'] },
      timeIntervals: [{ name: 'night', timeIntervals: [{ weekdays: ['Sunday'], daysOfMonth: [{ start: -1, end: -1 }] }] }],
    };
    const { config: compiled } = compile([config(spec, { version: 'v1beta1' })]);
    expect(compiled!.mute_time_intervals).toEqual([
      { name: 'shop/alerts/night', time_intervals: [{ weekdays: ['sunday'], days_of_month: ['-1'] }] },
    ]);
    expect(compiled!.route!.routes![0]!.mute_time_intervals).toEqual(['shop/alerts/night']);
  });

  test('with several problems is left out with all of them, and the others stay', () => {
    const bad = config(
      {
        route: { receiver: 'x', routes: [{ receiver: 7 }] },
        receivers: [{ name: 'r', pagerdutyConfigs: [{}] }],
      },
      { name: 'bad' },
    );
    const { config: compiled, rejected } = compile([bad, config(webhook())]);
    expect(compiled!.route!.routes).toHaveLength(1);
    expect(rejected.map(({ object, path, stops }) => `${referenceText(object)} ${path} ${stops}`)).toEqual([
      'AlertmanagerConfig shop/bad spec.route.receiver object',
      'AlertmanagerConfig shop/bad spec.receivers[0].pagerdutyConfigs[0] object',
    ]);
  });

  test.each<[object, string]>([
    [{ route: [] }, 'spec.route is a list'],
    [{ receivers: {} }, 'spec.receivers is a mapping'],
    [{ receivers: [{ name: 'r', slackConfigs: [{ channel: 5 }] }] }, 'channel is the number 5'],
  ])('with wrong types, %j, is left out and nothing crashes', (spec, message) => {
    expect(compile([config(spec)]).rejected).toContainEqual(expect.objectContaining({ message: expect.stringContaining(message) }));
  });

  test('without a spec adds nothing', () => {
    expect(compile([{ ...config({}), spec: undefined }]).config).toEqual({
      route: { receiver: 'null' },
      receivers: [{ name: 'null' }],
      templates: [],
    });
  });

  test('with unknown fields and fields that the operator loses is compiled with warnings', () => {
    const spec = {
      route: { receiver: 'r' },
      receivers: [
        {
          name: 'r',
          pushoverConfigs: [{ userKey: { name: 'a', key: 'a' }, token: { name: 'a', key: 'b' }, sound: 'siren', bogus: 1 }],
          smsConfigs: [],
        },
      ],
    };
    expect(
      compile([config(spec)])
        .warnings.map(({ path }) => path)
        .filter((path) => path.startsWith('spec.receivers')),
    ).toEqual(['spec.receivers[0].pushoverConfigs[0].bogus', 'spec.receivers[0].pushoverConfigs[0].sound', 'spec.receivers[0].smsConfigs']);
  });
});

describe('the version', () => {
  const spec = (version: string) => ({ version, alertmanagerConfigSelector: {}, alertmanagerConfigNamespaceSelector: {} });
  const url = {
    route: { receiver: 'r' },
    receivers: [{ name: 'r', webhookConfigs: [{ url: 'https://x', timeout: '1d', payload: '{}' }] }],
  };

  test('decides which fields are left out, with a warning', () => {
    const { config: compiled, warnings } = compile([config(url)], spec('0.31.0'));
    expect(compiled!.receivers![1]!.webhook_configs).toEqual([{ url: 'https://x', timeout: '24h' }]);
    expect(warnings).toContainEqual(
      expect.objectContaining({
        object: alerts,
        message: expect.stringContaining('payload needs Alertmanager 0.32.0, and this is 0.31.0'),
      }),
    );
  });

  test('leaves out even an empty field that Alertmanager does not know yet', () => {
    const text =
      'receivers: [{ name: r, discord_configs: [{ webhook_url: http://a, http_config: { http_headers: {} } }] }]\nroute: { receiver: r }';
    const discord = (version: string) => compile([base(text)], spec(version)).config!.receivers![0]!.discord_configs;
    expect(discord('0.27.0')).toEqual([{ webhook_url: 'http://a', http_config: {} }]);
    expect(discord('0.28.0')).toEqual([{ webhook_url: 'http://a', http_config: { http_headers: {} } }]);
  });

  test.each([
    ['0.24.0', 'opsgenie_configs: [{ api_key: x, responders: [{ type: teams, id: y }] }]'],
    ['0.30.0', 'pagerduty_configs: [{ routing_key: x, details: { a: { b: c } } }]'],
  ])('before %s stops a base with a value that is new: %s', (since, integrations) => {
    const stops = (version: string) =>
      compile([base(`route: { receiver: r }\nreceivers: [{ name: r, ${integrations} }]`)], spec(version)).rejected.map(
        ({ message }) => message,
      );
    expect([stops(`${since}-rc.1`), stops(since)]).toEqual([[expect.stringContaining(`needs Alertmanager ${since}`)], []]);
  });

  test('decides whether the proxy of the environment excludes another', () => {
    const both = {
      ...url,
      receivers: [{ name: 'r', webhookConfigs: [{ url: 'https://x', httpConfig: { proxyURL: 'http://p', proxyFromEnvironment: true } }] }],
    };
    expect(compile([config(both)], spec('0.25.0')).config!.receivers![1]!.webhook_configs).toMatchObject([
      { http_config: { proxy_url: 'http://p' } },
    ]);
    expect(compile([config(both)], spec('0.26.0')).rejected).toMatchObject([{ stops: 'configuration' }]);
  });

  test('may be given by who runs it', () => {
    const compiled = compileAlertmanager({ alertmanager: alertmanager(), objects: [config(url)], options: { version: 'v0.34.2' } });
    expect(compiled.config!.receivers![1]!.webhook_configs).toEqual([{ url: 'https://x', timeout: '24h', payload: '{}' }]);
  });

  test('before 0.22 writes match instead of matchers', () => {
    const { config: compiled } = compile(
      [
        config({
          ...url,
          route: {
            receiver: 'r',
            matchers: [
              { name: 'a', value: 'b' },
              { name: 'c', value: 'd.*', regex: true },
            ],
          },
        }),
      ],
      spec('0.21.0'),
    );
    expect(compiled!.route!.routes).toEqual([
      { receiver: 'shop/alerts/r', match: { a: 'b', namespace: 'shop' }, match_re: { c: 'd.*' }, continue: true },
    ]);
  });

  test.each(['0.14.0', '1.0.0', 'latest'])('%s is refused', (version) => {
    expect(compile([], spec(version)).rejected).toEqual([expect.objectContaining({ path: 'spec.version', stops: 'configuration' })]);
  });
});

test('the matcher strategy keeps routes and inhibitions to their namespace, or not', () => {
  const spec = {
    ...webhook(),
    inhibitRules: [
      {
        sourceMatch: [{ name: 'a', value: 'b', matchType: '=' }],
        targetMatch: [{ name: 'namespace', value: 'shop', matchType: '=' }],
      },
    ],
  };
  const compiled = (type: string, namespace: string) => {
    const { route, inhibit_rules } = compile([config(spec, { namespace })], {
      alertmanagerConfigSelector: {},
      alertmanagerConfigNamespaceSelector: {},
      alertmanagerConfigMatcherStrategy: { type },
    }).config!;
    return [route!.routes![0]!.matchers, inhibit_rules![0]!.source_matchers, inhibit_rules![0]!.target_matchers];
  };
  const kept = [['namespace="shop"'], ['a="b"', 'namespace="shop"'], ['namespace="shop"']];
  const free = [undefined, ['a="b"'], ['namespace="shop"']];
  expect(compiled('OnNamespace', 'shop')).toEqual(kept);
  expect(compiled('None', 'shop')).toEqual(free);
  expect(compiled('OnNamespaceExceptForAlertmanagerNamespace', 'shop')).toEqual(kept);
  expect(compiled('OnNamespaceExceptForAlertmanagerNamespace', 'monitoring')).toEqual(free);
});
