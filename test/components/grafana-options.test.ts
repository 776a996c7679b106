import { describe, expect, test } from 'vitest';
import { anonymous, dashboard, type GrafanaProps, grafana, ldap, logs, oidc, promql, secretKey, stat, up } from '../../lib';
import { lookedInto, type Written } from '../support/looked-into';
import { backends, messagesOf, stackOf } from '../support/stacks';

const home = dashboard('start', { title: 'Start', panels: [stat('Up', { queries: [{ expr: promql`sum(${up})` }], unit: 'short' })] });
const inGrafana = (props: GrafanaProps, others = {}) => lookedInto(stackOf((stack) => stack.install(grafana(props)), others).toJson());
const ini = (props: GrafanaProps): string => inGrafana(props).of('ConfigMap', 'grafana-config')!.data['grafana.ini'];
const datasources = (props: GrafanaProps) => inGrafana(props).file('grafana-config', 'datasource.yaml').datasources;

const company = oidc({
  name: 'Company',
  clientId: 'grafana',
  clientSecret: secretKey('grafana', 'oidc'),
  authUrl: 'https://id.example/authorize',
  tokenUrl: 'https://id.example:8443/token',
  userInfoUrl: 'https://id.example:8443/userinfo',
  role: "contains(groups[*], 'ops') && 'Admin' || 'Viewer'",
});

test('without options there is no grafana.ini', () => expect(ini({})).toBeUndefined());

describe('the external URL', () => {
  test('begins links', () =>
    expect(ini({ externalUrl: 'https://grafana.example' })).toBe('[server]\nroot_url = https://grafana.example/\n'));
  test('with a path is what it answers below, and is asked below', () => {
    const props: GrafanaProps = { externalUrl: 'https://example.com/grafana/' };
    expect(ini(props)).toBe('[server]\nroot_url = https://example.com/grafana/\nserve_from_sub_path = true\n');
    const { container, prometheusYml } = inGrafana(props);
    expect(container('grafana').readinessProbe.httpGet.path).toBe('/grafana/api/health');
    expect(prometheusYml().scrape_configs.find(({ job_name }: Written) => job_name === 'grafana').metrics_path).toBe('/grafana/metrics');
  });
});

describe('grafana.ini', () => {
  test('is read where it is mounted', () => {
    const { container, pod } = inGrafana({ ini: { users: { default_theme: 'light' } } });
    const { env, volumeMounts } = container('grafana');
    expect(env).toContainEqual({ name: 'GF_PATHS_CONFIG', value: '/etc/grafana/settings/grafana.ini' });
    const mount = volumeMounts.find(({ mountPath }: Written) => mountPath === '/etc/grafana/settings');
    expect(pod('grafana').volumes.find(({ name }: Written) => name === mount.name).configMap).toEqual({
      name: 'grafana-config',
      items: [{ key: 'grafana.ini', path: 'grafana.ini' }],
    });
  });
  test('wins over the variables of Vigie', () => {
    const names = inGrafana({ ini: { users: { allow_sign_up: true } } })
      .container('grafana')
      .env.map(({ name }: Written) => name);
    expect(names).not.toContain('GF_USERS_ALLOW_SIGN_UP');
    expect(names).toContain('GF_ANALYTICS_REPORTING_ENABLED');
  });
  test('keeps what would begin a comment', () => expect(ini({ ini: { a: { b: 'x; y' } } })).toBe('[a]\nb = """x; y"""\n'));
  test('names the file of a secret, which is mounted', () => {
    const props: GrafanaProps = { ini: { smtp: { enabled: true, password: secretKey('smtp', 'password') } } };
    expect(ini(props)).toBe('[smtp]\nenabled = true\npassword = $__file{/etc/grafana/secrets/smtp/password}\n');
    const { container, pod } = inGrafana(props);
    expect(container('grafana').volumeMounts).toContainEqual({
      name: 'secret-smtp',
      mountPath: '/etc/grafana/secrets/smtp',
      readOnly: true,
    });
    expect(pod('grafana').volumes).toContainEqual({ name: 'secret-smtp', secret: { secretName: 'smtp' } });
  });
  test('takes no secret itself', () => {
    const stack = stackOf((own) => own.install(grafana({ ini: { smtp: { password: 'hunter2' } } })));
    expect(messagesOf(stack)).toEqual(['ini.smtp.password: a text is here, and a reference to a Secret belongs here']);
    expect(JSON.stringify(stack.findings())).not.toContain('hunter2');
  });
});

describe('signing in', () => {
  test('with an account of the company', () => {
    const text = ini({ externalUrl: 'https://grafana.example', signIn: [company] });
    expect(text).toContain('[auth.generic_oauth]\nenabled = true\nname = Company\nclient_id = grafana\n');
    expect(text).toContain('client_secret = $__file{/etc/grafana/secrets/grafana/oidc}\n');
    expect(text).toContain("role_attribute_path = contains(groups[*], 'ops') && 'Admin' || 'Viewer'\n");
  });
  test('asks the provider, which the policy allows', () => {
    const { egress } = inGrafana({ signIn: [company] }).of('NetworkPolicy', 'grafana')!.spec;
    expect(egress).toContainEqual({ ports: [{ protocol: 'TCP', port: 8443 }] });
  });
  test('with a directory', () => {
    expect(ini({ signIn: [ldap(secretKey('ldap', 'ldap.toml'))] })).toContain('config_file = /etc/grafana/secrets/ldap/ldap.toml\n');
  });
  test('not at all, where everybody may look', () => {
    const props: GrafanaProps = { signIn: [anonymous({ role: 'Viewer', organization: 'Shop' })] };
    expect(ini(props)).toBe('[auth.anonymous]\nenabled = true\norg_role = Viewer\norg_name = Shop\n');
    expect(
      inGrafana(props)
        .container('grafana')
        .env.map(({ name }: Written) => name),
    ).not.toContain('GF_AUTH_ANONYMOUS_ENABLED');
  });
});

describe('plug-ins', () => {
  const props: GrafanaProps = { plugins: ['grafana-clock-panel@2.1.5', 'grafana-polystat-panel'] };
  test('are loaded before it starts', () =>
    expect(ini(props)).toContain('preinstall_sync = grafana-clock-panel@2.1.5,grafana-polystat-panel\n'));
  test('are loaded from the internet, which the policy allows', () =>
    expect(inGrafana(props).of('NetworkPolicy', 'grafana')!.spec.egress).toContainEqual({ ports: [{ protocol: 'TCP', port: 443 }] }));
});

describe('datasources', () => {
  const loki = {
    name: 'Loki',
    type: 'loki',
    uid: 'loki',
    url: 'http://loki.logs.svc:3100' as const,
    basicAuth: { username: 'grafana', password: secretKey('loki', 'password') },
    jsonData: { derivedFields: [{ matcherRegex: 'trace=(\\w+)', url: '${__value.raw}' }] },
    secureJsonData: { httpHeaderValue1: secretKey('loki', 'tenant') },
  };
  test('stand beside Prometheus', () =>
    expect(datasources({ datasources: [loki] })).toEqual([
      expect.objectContaining({ uid: 'prometheus', isDefault: true }),
      {
        name: 'Loki',
        type: 'loki',
        uid: 'loki',
        url: 'http://loki.logs.svc:3100',
        access: 'proxy',
        editable: false,
        basicAuth: true,
        basicAuthUser: 'grafana',
        // Grafana makes one dollar sign of two.
        jsonData: { derivedFields: [{ matcherRegex: 'trace=(\\w+)', url: '$${__value.raw}' }] },
        secureJsonData: {
          basicAuthPassword: '$__file{/etc/grafana/secrets/loki/password}',
          httpHeaderValue1: '$__file{/etc/grafana/secrets/loki/tenant}',
        },
      },
    ]));
  const board = dashboard('logs', { title: 'Logs', panels: [logs('All', { expr: '{app="x"}', datasource: 'loki' })] });
  const found = (props: GrafanaProps) =>
    messagesOf(
      stackOf((stack) => {
        stack.install(grafana(props));
        stack.monitor({ name: 'api', labels: { app: 'api' }, port: 8000 }, { dashboards: [board] });
      }),
      'dashboard-datasource',
    );
  test('are what panels may name', () => expect(found({ datasources: [loki] })).toEqual([]));
  test('are missed where they are not there', () => expect(found({})).toHaveLength(1));
});

describe('the dashboard that is shown first', () => {
  const props: GrafanaProps = { home };
  test('is written, and named by its path', () => {
    const { container, of, pod } = inGrafana(props);
    const [, path] = /^default_home_dashboard_path = (.*)\/start\.json$/m.exec(ini(props))!;
    const { name } = container('grafana').volumeMounts.find(({ mountPath }: Written) => mountPath === path);
    const { configMap } = pod('grafana').volumes.find((volume: Written) => volume.name === name);
    expect(Object.keys(of('ConfigMap', configMap.name)!.data)).toContain('start.json');
  });
  test('may be declared with a target too', () => {
    const stack = stackOf((own) => {
      own.install(grafana(props));
      own.monitor({ name: 'api', labels: { app: 'api' }, port: 8000 }, { dashboards: [home] });
    });
    expect(stack.findings()).toEqual([]);
  });
  test('is found in the folder of the stack', () => {
    const looked = inGrafana(props, { dashboardFolder: 'Shop' });
    const { folder, options } = looked.file('grafana-config', 'provider.yaml').providers.find((one: Written) => one.folder === 'Shop');
    expect(folder).toBe('Shop');
    expect(looked.of('ConfigMap', 'grafana-config')!.data['grafana.ini']).toContain(`${options.path}/start.json`);
  });
});

test.each(backends)('$name lets in who comes to a node port of Grafana, which has a login', (backend) => {
  const stack = stackOf((own) => own.install(grafana({ service: { type: 'NodePort', nodePort: 30_080 } })), { backend });
  expect(stack.findings()).toEqual([]);
  const { of } = lookedInto(stack.toJson());
  expect(of('Service', 'grafana-service')!.spec).toMatchObject({ type: 'NodePort', ports: [{ nodePort: 30_080 }] });
  expect(of('NetworkPolicy', 'grafana')!.spec.ingress).toContainEqual({ ports: [{ protocol: 'TCP', port: 3000 }] });
});
