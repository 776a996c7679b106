import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Include, JsonPatch, Lazy, Testing, YamlOutputType } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import type { IConstruct } from 'constructs';
import { afterAll, describe, expect, test } from 'vitest';
import { grafana, kubeStateMetrics, MonitoringApp, MonitoringStack, namespace, nodeExporter } from '../../lib';
import { backends, oneReceiver } from '../support/stacks';
import { asSet, type Json, objectsIn } from '../support/written-objects';

const scratch = mkdtempSync(join(tmpdir(), 'vigie-constructs-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** A stack with several kinds of objects, in two namespaces of others. */
function declare(app: App, backend = backends[0]!, props: { readonly labels?: Readonly<Record<string, string>> } = {}): MonitoringStack {
  const stack = new MonitoringStack(app, 'monitoring', {
    namespace: namespace('mlops', { podSecurity: 'privileged' }),
    routing: oneReceiver,
    backend,
    ...props,
  });
  stack.install(nodeExporter(), grafana(), kubeStateMetrics({ namespaces: ['shop', 'cart'] }));
  for (const namespace of ['shop', 'cart']) stack.monitor({ name: namespace, labels: { app: namespace }, port: 'http', namespace });
  return stack;
}

/** What a team adds to a stack by the means of cdk8s. */
function addByHand(stack: MonitoringStack): void {
  new ApiObject(stack, 'quota', { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota' }, spec: { hard: { pods: '20' } } });
  new Deployment(stack, 'bot', {
    containers: [{ image: 'registry.example/bot:1.2.0', portNumber: 8080 }],
    podMetadata: { annotations: { late: Lazy.any({ produce: () => 'yes' }) } },
  });
  new Include(stack, 'included', { url: join(__dirname, 'included.yaml') });
}

let outputs = 0;
const outdir = () => join(scratch, `out-${outputs++}`);

function written(app: App): readonly Json[] {
  app.synth();
  return objectsIn(app.outdir);
}

describe.each(backends)('a stack for $name', (backend) => {
  const reference = () => {
    const app = new MonitoringApp({ outdir: outdir() });
    addByHand(declare(app, backend));
    return asSet(written(app));
  };

  test.each([
    YamlOutputType.FILE_PER_APP,
    YamlOutputType.FILE_PER_CHART,
    YamlOutputType.FILE_PER_RESOURCE,
    YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
  ])('is the same set of objects from a stock App with the output type %s', (yamlOutputType) => {
    const app = new App({ outdir: outdir(), yamlOutputType });
    addByHand(declare(app, backend));
    expect(asSet(written(app))).toEqual(reference());
  });

  test('has each pair of kind and name once', () => {
    const pairs = declare(new MonitoringApp(), backend).apiObjects.map(({ kind, name }) => `${kind} ${name}`);
    expect(pairs.filter((pair, index) => pairs.indexOf(pair) !== index)).toEqual([]);
  });

  test('has its objects among the constructs of the app', () => {
    const app = new App();
    const stack = declare(app, backend);
    const objects = app.node.findAll().filter(ApiObject.isApiObject);
    expect(objects.length).toBeGreaterThan(15);
    expect(stack.apiObjects).toEqual(objects);
    expect(asSet(Testing.synth(stack))).toEqual(asSet(objects.map((object) => object.toJson())));
  });
});

describe('an object of a stack', () => {
  test('is patched, and nothing else of its file changes', () => {
    const [plain, patched] = [false, true].map((isPatched) => {
      const stack = declare(new MonitoringApp());
      if (isPatched) stack.object('ConfigMap', 'grafana-config').addJsonPatch(JsonPatch.add('/metadata/annotations', { owner: 'shop' }));
      return stack.files().get('grafana-config.yaml')!.split('\n');
    });
    expect(patched!.filter((line) => !plain!.includes(line))).toEqual(['  annotations:', '    owner: shop']);
    expect(patched!.filter((line) => !/annotations|owner/.test(line))).toEqual(plain);
  });

  test('is labelled and annotated through its metadata', () => {
    const stack = declare(new MonitoringApp());
    stack.object('Service', 'prometheus-service').metadata.addLabel('team', 'shop');
    const service = stack.toJson().find(({ metadata }) => metadata.name === 'prometheus-service')!;
    expect(service.metadata.labels).toMatchObject({ team: 'shop', app: 'prometheus' });
    expect(stack.files().get('prometheus.yaml')).toContain('team: shop');
  });

  test('is reached by a walk over the tree, as an aspect does it', () => {
    const app = new MonitoringApp({ outdir: outdir() });
    addByHand(declare(app));
    const visit = (construct: IConstruct): void => {
      if (ApiObject.isApiObject(construct)) construct.metadata.addAnnotation('visited', 'yes');
      construct.node.children.forEach(visit);
    };
    visit(app);
    const annotations = written(app).map(({ metadata }) => (metadata as { annotations: Json }).annotations.visited);
    expect(new Set(annotations)).toEqual(new Set(['yes']));
  });

  test('that is taken out of the tree is not written', () => {
    const stack = declare(new MonitoringApp());
    const { id } = stack.object('Service', 'prometheus-service').node;
    expect(stack.node.tryRemoveChild(id)).toBe(true);
    expect(stack.files().get('prometheus.yaml')).not.toContain('kind: Service\n');
  });

  test('of the cluster gets no namespace, also when it is patched', () => {
    const stack = declare(new MonitoringApp());
    stack.object('Namespace', 'mlops').metadata.addAnnotation('owner', 'shop');
    const namespace = stack.toJson().find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === 'mlops')!;
    expect(namespace.metadata).not.toHaveProperty('namespace');
    expect(stack.files().get('00-namespaces.yaml')).toContain('owner: shop');
    expect(stack.files().get('00-namespaces.yaml')).not.toContain('namespace:');
  });

  test('that is not there is named, with what was probably meant', () => {
    const stack = declare(new MonitoringApp());
    expect(() => stack.object('ConfigMap', 'grafana-confg')).toThrow(
      'monitoring has no ConfigMap grafana-confg: did you mean grafana-config?',
    );
    expect(() => stack.object('Deploymnt', 'grafana')).toThrow('monitoring has no Deploymnt grafana: did you mean Deployment?');
    expect(() => stack.object('DaemonSet', 'x')).toThrow('monitoring has no DaemonSet x: its objects of this kind are node-exporter');
  });
});

describe('a stack', () => {
  test('writes its labels on every object, and keeps those that an object has', () => {
    const stack = declare(new MonitoringApp(), backends[0], { labels: { team: 'platform', app: 'never' } });
    const labels = stack.toJson().map(({ metadata }) => metadata.labels!);
    expect(new Set(labels.map(({ team }) => team))).toEqual(new Set(['platform']));
    expect(stack.toJson().find(({ metadata }) => metadata.name === 'prometheus-service')!.metadata.labels!.app).toBe('prometheus');
    expect(stack.files().get('prometheus.yaml')).toContain('team: platform');
  });

  test('writes what was made in it by hand into files of that name', () => {
    const stack = declare(new MonitoringApp());
    addByHand(stack);
    expect(stack.files().get('bot.yaml')).toContain('image: registry.example/bot:1.2.0');
    expect(stack.files().get('bot.yaml')).toContain('late: yes'.replace('yes', '"yes"'));
    expect(stack.files().get('quota.yaml')).toContain('namespace: mlops');
    expect(stack.files().get('included.yaml')).toContain('kind: LimitRange');
  });

  test('counts what was made in it by hand', () => {
    const stack = declare(new MonitoringApp());
    const before = declare(new MonitoringApp()).figures().objects;
    addByHand(stack);
    expect(stack.figures().objects).toBe(before + 3);
  });

  test('makes its objects once, at the first look, and takes constructs after it', () => {
    const stack = declare(new MonitoringApp());
    const [first] = stack.apiObjects;
    addByHand(stack);
    expect(stack.apiObjects[0]).toBe(first);
    expect(stack.figures().objects).toBe(stack.apiObjects.length + 2);
  });

  test('says which line looked first where a declaration comes late', () => {
    const stack = declare(new MonitoringApp());
    stack.node.root.node.findAll();
    expect(() => stack.install(grafana())).toThrow(/^monitoring: its objects were made at constructs\.test\.ts:\d+, where/);
  });

  test('in a chart of a team is written beside it', () => {
    const app = new MonitoringApp({ outdir: outdir() });
    const team = new Chart(app, 'team', { namespace: 'team' });
    new ApiObject(team, 'own', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' } });
    new MonitoringStack(team, 'watch', { namespace: 'mlops' });
    const names = written(app).map(({ kind, metadata }) => `${kind} ${(metadata as Json).name}`);
    expect(names).toContain('ConfigMap own');
    expect(names).toContain('Deployment prometheus');
    expect(new Set(names).size).toBe(names.length);
  });
});
