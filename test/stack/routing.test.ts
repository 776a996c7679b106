import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  attach,
  type Backend,
  type KubernetesObject,
  kubePrometheusStack,
  MonitoringApp,
  MonitoringStack,
  operator,
  type Route,
  type Routing,
  receiver,
  secretKey,
  slack,
  standalone,
  timeInterval,
  where,
} from '../../lib';
import { everyBackend, stackOf } from '../support/stacks';

// biome-ignore lint/suspicious/noExplicitAny: a written object is looked into at any depth, and an expectation follows each look
type Json = Readonly<Record<string, any>>;

const chat = (text?: string) => receiver('chat', slack({ channel: '#shop', webhook: secretKey('slack', 'url'), ...(text && { text }) }));
const stackFor = (routing: Routing, backend: Backend = standalone()) => stackOf(() => {}, { routing, backend });
const below = (route: Partial<Route>): Routing => ({
  route: { receiver: chat(), groupBy: ['alertname'], routes: [{ receiver: chat2, matchers: where({ severity: 'info' }), ...route }] },
});
const chat2 = receiver('quiet', slack({ channel: '#quiet', webhook: secretKey('slack', 'url') }));
const said = (routing: Routing, backend?: Backend) =>
  stackFor(routing, backend)
    .findings()
    .map(({ check, severity, path, file, line, message }) => [check, severity, file ?? path, line, message]);
const objectOf = (objects: readonly KubernetesObject[], kind: string, name?: string) =>
  objects.find((object) => object.kind === kind && (name === undefined || object.metadata.name === name)) as never as Json;

const utc = timeInterval('nights', {
  intervals: [
    { times: [['20:00', '24:00']], weekdays: ['monday:friday'], daysOfMonth: ['1:15', '-1'], months: ['may:august'], years: ['2026'] },
  ],
});

describe('a time interval', () => {
  test('of a muted route is written for the operator', () => {
    const objects = stackFor(below({ muteTimeIntervals: [utc] }), operator()).toJson();
    expect(objectOf(objects, 'AlertmanagerConfig').spec).toMatchObject({
      muteTimeIntervals: [
        {
          name: 'nights',
          timeIntervals: [
            {
              times: [{ startTime: '20:00', endTime: '24:00' }],
              weekdays: ['monday:friday'],
              daysOfMonth: [
                { start: 1, end: 15 },
                { start: -1, end: -1 },
              ],
              months: ['may:august'],
              years: ['2026'],
            },
          ],
        },
      ],
      route: { routes: [{ muteTimeIntervals: ['nights'] }] },
    });
  });

  test('of two routes is written once, with its location where Alertmanager reads a file', () => {
    const there = timeInterval('office', { location: 'Europe/Paris', intervals: [{ weekdays: ['monday'] }] });
    const objects = stackFor(below({ activeTimeIntervals: [there], muteTimeIntervals: [there] })).toJson();
    const config = load(objectOf(objects, 'ConfigMap', 'alertmanager-config').data['alertmanager.yml']) as object;
    expect(config).toMatchObject({
      mute_time_intervals: [{ name: 'office', time_intervals: [{ weekdays: ['monday'], location: 'Europe/Paris' }] }],
      route: { routes: [{ active_time_intervals: ['office'], mute_time_intervals: ['office'] }] },
    });
    expect((config as { mute_time_intervals: unknown[] }).mute_time_intervals).toHaveLength(1);
  });

  test.each(everyBackend.map((backend) => [backend.name, backend] as const))('is taken without a word by %s', (_, backend) =>
    expect(said(below({ muteTimeIntervals: [utc] }), backend)).toEqual([]),
  );

  test.each([
    ['operator', operator()],
    ['attach', attach(kubePrometheusStack({ release: 'kps' }))],
  ])('in a place is told by %s, which knows UTC alone', (_, backend) => {
    const there = timeInterval('office', { location: 'Europe/Paris', intervals: [{ weekdays: ['monday'] }, { months: ['may'] }] });
    expect(said(below({ activeTimeIntervals: [there] }), backend)).toEqual([
      [
        'not-taken',
        'error',
        'monitoring/routing',
        undefined,
        'routing.route: the time interval office has the location Europe/Paris, and an AlertmanagerConfig knows UTC alone',
      ],
    ]);
  });

  test.each([
    ['a time that does not end', { times: [['20:00', '08:00']] }, 'times[0]: 20:00 to 08:00 is empty'],
    ['a time of no clock', { times: [['8:00', '18:00']] }, 'times[0]: 8:00 is not a time of day'],
    ['a week that turns', { weekdays: ['friday:monday'] }, 'weekdays[0]: friday:monday ends before it starts'],
    ['a day that no month has', { daysOfMonth: ['32'] }, 'daysOfMonth[0]: 32 is not a day of the month'],
    ['a month that there is not', { months: ['13'] }, 'months[0]: 13 is no month'],
    ['a list of nothing', { years: [] }, 'years: the list is empty'],
  ])('with %s is found at its option', (_, period, message) => {
    const wrong = timeInterval('nights', { intervals: [period as never] });
    expect(said(below({ muteTimeIntervals: [wrong] }))).toEqual([
      ['wrong-option', 'error', 'monitoring', undefined, `routing.route.routes[0].muteTimeIntervals[0].intervals[0].${message}`],
    ]);
  });

  test('in no place of the world is found', () => {
    const nowhere = timeInterval('nights', { location: 'Europe/Pari', intervals: [{ years: ['2026'] }] });
    expect(said(below({ muteTimeIntervals: [nowhere] }))[0]?.[4]).toContain('.location: Europe/Pari is not a time zone');
  });

  test('of the root route is found, where it would silence what nothing else takes', () =>
    expect(said({ route: { receiver: chat(), groupBy: ['alertname'], muteTimeIntervals: [utc] } })[0]?.[0]).toBe('refused-configuration'));

  test('has a name of its own', () => {
    const other = timeInterval('nights', { intervals: [{ years: ['2026'] }] });
    expect(said(below({ muteTimeIntervals: [utc, other] }))[0]?.[4]).toBe('routing.route: there are two time intervals nights');
  });
});

describe('a file of templates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-templates-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const at = (name: string) => join(folder, name);
  const routing = (file: string, text = '{{ template "shop.text" . }}'): Routing => ({
    route: { receiver: chat(text), groupBy: ['alertname'] },
    templates: [at(file)],
  });
  const right = '{{ define "shop.text" }}{{ .CommonLabels.alertname }}{{ end }}';
  beforeAll(() => {
    writeFileSync(at('shop.tmpl'), right);
    writeFileSync(at('broken.tmpl'), '\n\n{{ define "shop.text" }}{{ .CommonLabels.alertname }\n');
    writeFileSync(at('a b.tmpl'), right);
  });

  test('is mounted, and named where it is mounted', () => {
    const objects = stackFor(routing('shop.tmpl')).toJson();
    expect(objectOf(objects, 'ConfigMap', 'alertmanager-templates').data).toEqual({ 'shop.tmpl': right });
    expect(load(objectOf(objects, 'ConfigMap', 'alertmanager-config').data['alertmanager.yml'])).toMatchObject({
      templates: ['/etc/alertmanager/templates/shop.tmpl'],
    });
    const pod = JSON.stringify(objectOf(objects, 'Deployment', 'alertmanager').spec);
    expect(pod).toContain('"mountPath":"/etc/alertmanager/templates"');
    expect(pod).toContain('"name":"alertmanager-templates"');
  });

  test('that changes restarts an Alertmanager, which reads it once', () => {
    const checksum = () =>
      objectOf(stackFor(routing('shop.tmpl')).toJson(), 'Deployment', 'alertmanager').spec.template.metadata.annotations['checksum/config'];
    const before = checksum();
    writeFileSync(at('shop.tmpl'), `${right} `);
    const after = checksum();
    writeFileSync(at('shop.tmpl'), right);
    expect(after).not.toBe(before);
    expect(checksum()).toBe(before);
  });

  test('is named by the object for the operator', () => {
    const objects = stackFor(routing('shop.tmpl'), operator()).toJson();
    expect(objectOf(objects, 'ConfigMap', 'alertmanager-templates').data).toEqual({ 'shop.tmpl': right });
    expect(objectOf(objects, 'Alertmanager').spec.alertmanagerConfiguration).toEqual({
      name: 'alertmanager-config',
      templates: [{ configMap: { name: 'alertmanager-templates', key: 'shop.tmpl' } }],
    });
  });

  test.each([standalone(), operator()])('is judged at its own line in $name', (backend) => {
    expect(said(routing('shop.tmpl'), backend)).toEqual([]);
    expect(said(routing('broken.tmpl', 'x'), backend)).toEqual([
      ['notification-template', 'error', at('broken.tmpl'), 3, expect.stringContaining('the templates of broken.tmpl')],
    ]);
  });

  test('that does not define what a receiver calls is found at the receiver', () =>
    expect(said(routing('shop.tmpl', '{{ template "shop.txt" . }}'))).toEqual([
      ['notification-template', 'error', 'monitoring/routing', undefined, expect.stringContaining('shop.txt')],
    ]));

  test('that is not there is found at its option', () =>
    expect(said(routing('nowhere.tmpl'))).toEqual([
      ['wrong-option', 'error', 'monitoring', undefined, expect.stringMatching(/^routing\.templates\[0\]: .*nowhere\.tmpl/)],
    ]));

  test('whose name no ConfigMap takes is found', () =>
    expect(said(routing('a b.tmpl'))[0]?.[4]).toBe('routing.templates[0]: a b.tmpl is no name of a file in a ConfigMap'));

  test('twice is found', () =>
    expect(said({ ...routing('shop.tmpl'), templates: [at('shop.tmpl'), at('shop.tmpl')] })[0]?.[4]).toBe(
      'routing.templates: there are two files shop.tmpl',
    ));

  test('cannot be brought to an installed Alertmanager', () =>
    expect(
      said(routing('shop.tmpl'), attach(kubePrometheusStack({ release: 'kps' }))).map(([check, , , , message]) => [check, message]),
    ).toEqual([['not-taken', 'routing.templates: an AlertmanagerConfig brings no files of templates to kube-prometheus-stack kps']]));

  test('cannot be brought to that of another stack', () => {
    const app = new MonitoringApp();
    const host = new MonitoringStack(app, 'host', { namespace: 'host', routing: { route: { receiver: chat(), groupBy: ['alertname'] } } });
    const tenant = new MonitoringStack(app, 'team', { namespace: 'team', backend: attach(host), routing: routing('shop.tmpl', 'x') });
    expect(tenant.findings().filter(({ severity }) => severity === 'error')).toMatchObject([
      { check: 'not-taken', path: 'team/routing', message: expect.stringContaining('the Alertmanager of host') },
    ]);
  });
});
