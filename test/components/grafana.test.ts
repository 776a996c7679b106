import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { type Dashboard, dashboard, grafana, MonitoringApp, MonitoringStack, promql, stat, up } from '../../lib';

const board = (uid: string, folder?: string): Dashboard =>
  dashboard(uid, { title: uid, folder, panels: [stat('Up', { queries: [{ expr: promql`sum(${up})` }], unit: 'short' })] });

function objectsOf(dashboards: readonly Dashboard[], scrapeInterval?: '2m') {
  const stack = new MonitoringStack(new MonitoringApp(), 'monitoring', { namespace: 'mlops', ...(scrapeInterval && { scrapeInterval }) });
  stack.install(grafana());
  stack.monitor({ name: 'api', labels: { app: 'api' }, port: 8000 }, { dashboards });
  const objects = JSON.parse(JSON.stringify(stack.toJson()));
  return (kind: string, name: string) =>
    objects.find((object: { kind: string; metadata: { name: string } }) => object.kind === kind && object.metadata.name === name);
}
interface Settings {
  readonly datasources: readonly { readonly jsonData: object }[];
  readonly providers: readonly { readonly folder?: string; readonly options: { readonly path: string } }[];
}
const settingsOf = (find: ReturnType<typeof objectsOf>, file: string) => load(find('ConfigMap', 'grafana-config').data[file]) as Settings;

describe("Grafana's datasource", () => {
  test.each([
    [undefined, '30s'],
    ['2m', '2m'],
  ] as const)('knows the scrape interval %s, of which $__rate_interval is made', (interval, expected) => {
    expect(settingsOf(objectsOf([], interval), 'datasource.yaml').datasources[0]!.jsonData).toMatchObject({ timeInterval: expected });
  });
});

describe('folders of dashboards', () => {
  const find = objectsOf([board('a'), board('b', 'Shop / EU'), board('c', 'shop eu'), board('d', '店')]);

  test('each folder has its ConfigMap, which is mounted where its provider looks', () => {
    const { volumes, containers } = find('Deployment', 'grafana').spec.template.spec;
    const shown = settingsOf(find, 'provider.yaml').providers.map(({ folder, options }) => {
      const mount = containers[0].volumeMounts.find(({ mountPath }: { mountPath: string }) => mountPath === options.path);
      const volume = volumes.find(({ name }: { name: string }) => name === mount.name);
      return [folder, Object.keys(find('ConfigMap', volume.configMap.name).data)];
    });
    expect(shown).toEqual([
      // That of Grafana itself comes with it.
      [undefined, ['a.json', 'grafana-overview.json']],
      ['Shop / EU', ['b.json']],
      ['shop eu', ['c.json']],
      ['店', ['d.json']],
    ]);
  });

  test('no provider looks into the folder of another', () => {
    const paths = settingsOf(find, 'provider.yaml').providers.map(({ options }) => options.path);
    expect(paths.filter((path) => paths.some((other) => path.startsWith(`${other}/`)))).toEqual([]);
  });

  test('without folders there is one provider', () => {
    expect(settingsOf(objectsOf([board('a')]), 'provider.yaml').providers).toHaveLength(1);
  });
});

test('Grafana opens no connection of its own', () => {
  const { env } = objectsOf([])('Deployment', 'grafana').spec.template.spec.containers[0];
  expect(Object.fromEntries(env.map(({ name, value }: { name: string; value: string }) => [name, value]))).toMatchObject({
    GF_NEWS_NEWS_FEED_ENABLED: 'false',
    GF_SNAPSHOTS_EXTERNAL_ENABLED: 'false',
    GF_PLUGINS_PLUGIN_ADMIN_ENABLED: 'false',
  });
});
