import { type ImageName, images } from '../catalog/programs';
import { dnsLabel } from '../kubernetes/names';
import type { Component } from '../manifests/component';
import { networkKind, pullSecrets } from '../manifests/option-kinds';
import type { ClusterSize } from '../manifests/size';
import { type Fields, fields, required } from '../model/shape/fields';
import {
  anything,
  characters,
  choiceOf,
  filledListOf,
  kubernetesLabels,
  labels,
  listOf,
  mapOf,
  named,
  right,
  satisfying,
  textLike,
  wholeNumber,
} from '../model/shape/kinds';
import { inside, isNo, type Kind, type OptionProblem, problem } from '../model/shape/problem';
import { baseUrl, folderInside, imageReference, registry } from '../model/shape/references';
import { routingKind } from '../model/shape/routing';
import { endpointKinds, rawSpecKind, scrapeSettingKinds, timeoutProblems } from '../model/shape/scrape';
import { positiveDuration } from '../model/shape/units';
import { watchFields } from '../model/shape/watch';
import type { Watch } from '../model/watch';
import { isMapping } from '../yaml/value';
import type { MonitoringStackProps } from './props';
import type { TargetEndpoint, TargetSettings } from './target-options';
import type { LabelledTarget, ServiceByName } from './targets';

/** A backend, and what is wrong with the options that it was made of. */
const backend: Kind = (value, at) => {
  if (!isMapping(value) || typeof value.render !== 'function')
    return isNo(at, value, 'backend', 'Write standalone(), operator() or attach(...).');
  const { problems = [] } = value as { readonly problems?: readonly OptionProblem[] };
  return problems.map((one) => ({ ...one, at: inside(at, one.at), message: `${at}${one.at === '' ? ': ' : '.'}${one.message}` }));
};

const imageNames = Object.fromEntries(Object.keys(images).map((name) => [name, imageReference])) as unknown as Fields<
  Partial<Record<ImageName, string>>
>;

const acceptance: Kind = (value, at) =>
  isMapping(value) && value.kind === 'acceptance' ? right : isNo(at, value, 'acceptance', "Write accept('check', { on, because }).");

const namespaceName = named('name of a namespace', dnsLabel);

/** The name of a namespace, `namespace()`, `existing()` or a construct. */
const namespace: Kind = (value, at) => {
  if (!isMapping(value)) return namespaceName(value, at);
  const { name, podSecurity } = value;
  return [
    ...namespaceName(name, inside(at, 'name')),
    ...(podSecurity === undefined ? [] : choiceOf('privileged', 'baseline', 'restricted')(podSecurity, inside(at, 'podSecurity'))),
  ];
};

/** The label that tells clusters apart: its name is one of Prometheus, and none that scrapes and rules set. */
const oneLabel: Kind = satisfying<Readonly<Record<string, string>>>(mapOf(characters), (value, at) => {
  const names = Object.keys(value);
  if (names.length !== 1) return [problem(at, `${names.length} labels tell clusters apart`, "Write one: { cluster: 'prod-eu' }.")];
  const [name] = names as [string];
  const isTaken = ['job', 'instance', 'namespace', 'alertname', 'severity', 'component'].includes(name);
  return /^[a-zA-Z_]\w*$/.test(name) && !name.startsWith('__') && !isTaken
    ? value[name] === ''
      ? [problem(inside(at, name), 'the value is empty', "Write the name of the cluster: { cluster: 'prod-eu' }.")]
      : right
    : isNo(at, name, 'name of a label that tells clusters apart', 'Call it cluster.');
});

/** The kind of each option of a stack. */
export const stackKind = fields<MonitoringStackProps>('a MonitoringStack', {
  namespace: required(namespace),
  backend,
  scrapeInterval: positiveDuration,
  evaluationInterval: positiveDuration,
  routing: routingKind,
  cluster: fields<ClusterSize>('a size of a cluster', { nodes: required(wholeNumber(1)), pods: required(wholeNumber(1)) }),
  runbooks: baseUrl,
  network: networkKind,
  clusterLabel: oneLabel,
  labels: kubernetesLabels,
  annotations: labels,
  accept: listOf(acceptance),
  folder: folderInside,
  dashboardFolder: characters,
  registry,
  imagePullSecrets: pullSecrets,
  images: fields<Partial<Record<ImageName, string>>>('a mapping of images', imageNames),
});

const port: Kind = (value, at) => {
  const isPort =
    typeof value === 'number' ? Number.isInteger(value) && value > 0 && value < 65_536 : typeof value === 'string' && value !== '';
  return isPort ? right : isNo(at, value, 'port', 'Write its name, or a number from 1 to 65535.');
};

/** The name of a target is the name of its monitor and the value of a label. */
const jobName = named('name of a target', dnsLabel);

const path = textLike('path', /^\//, 'Write a path that begins with a slash, such as /metrics.');

const endpoint = satisfying<TargetEndpoint>(fields<TargetEndpoint>('an endpoint', { port, path, ...endpointKinds }), timeoutProblems);

const labelNames = listOf(characters);

type AnyMonitorOptions = Watch &
  TargetSettings &
  Pick<TargetEndpoint, 'port' | 'path'> & { readonly endpoints?: readonly TargetEndpoint[] };

export const monitorOptionsKind = satisfying<AnyMonitorOptions>(
  fields<AnyMonitorOptions>('a monitored target', {
    ...watchFields,
    port,
    path,
    endpoints: filledListOf(endpoint),
    job: jobName,
    ...scrapeSettingKinds,
    targetLabels: labelNames,
    podTargetLabels: labelNames,
    raw: rawSpecKind,
  }),
  (options, at) => [
    ...timeoutProblems(options, at),
    ...(['port', 'path'] as const)
      .filter((option) => options.endpoints !== undefined && options[option] !== undefined)
      .map((option) => problem(inside(at, option), 'the endpoints say it, each of its own', `Write ${option} in each of the endpoints.`)),
  ],
);

const notEmpty = satisfying<Readonly<Record<string, string>>>(kubernetesLabels, (value, at) =>
  Object.keys(value).length > 0
    ? right
    : [problem(at, 'no labels select everything', 'Write the labels of what is watched, such as { app: "shop" }.')],
);

export const labelledTargetKind = fields<LabelledTarget>('a target', {
  name: required(jobName),
  labels: required(notEmpty),
  port: required(port),
  namespace: namespaceName,
  select: choiceOf('services', 'pods'),
});

export const namedServiceKind = fields<ServiceByName>('a Service', {
  service: required(jobName),
  port: required(port),
  namespace: namespaceName,
});

const func: Kind = (value, at) => (typeof value === 'function' ? right : isNo(at, value, 'function', 'Write (context) => [...].'));

export const componentKind = fields<Component>(
  'a component',
  {
    name: required(named('name of a component', dnsLabel)),
    objects: required(func),
    scrapes: func,
    watch: fields('a watch', watchFields),
    connections: func,
    namespaces: func,
    brings: listOf(anything),
    health: listOf(anything),
    needs: mapOf(characters),
    datasources: listOf(anything),
    problems: listOf(anything),
  },
  'a component: grafana(), or { name, objects }',
);

interface PortLike {
  readonly name?: string;
  readonly number: number;
}

/** A Service or a workload of cdk8s-plus; a Job has no pods that can be found while they are needed. */
export function constructProblems(
  target: Readonly<Record<string, unknown>>,
  wanted: string | number | undefined,
): readonly OptionProblem[] {
  const { kind, name } = target as { readonly kind?: unknown; readonly name?: unknown };
  if (kind === 'Job' || kind === 'CronJob') {
    return [
      problem(
        '',
        `${kind} ${String(name)} cannot be scraped: its pods are gone when they are done`,
        'Let it push to a Pushgateway, or watch kube_job_status_failed of kubeStateMetrics().',
      ),
    ];
  }
  const ports = portsOf(target);
  if (typeof kind !== 'string' || ports === undefined) {
    return isNo('', target, 'target', 'Write { name, labels, port }, or give a Service or a workload of cdk8s-plus.');
  }
  if (wanted === undefined ? ports.length > 0 : ports.some((one) => one.name === wanted || one.number === wanted)) return right;
  const known = ports.map((one) => one.name ?? one.number).join(', ');
  const message = `${kind} ${String(name)} has no ${wanted === undefined ? 'port' : `port ${wanted}`} to scrape`;
  return [problem(wanted === undefined ? '' : 'port', message, known === '' ? 'Give it a port first.' : `Its ports are ${known}.`)];
}

function portsOf(target: Readonly<Record<string, unknown>>): readonly PortLike[] | undefined {
  if (Array.isArray(target.ports)) {
    return (target.ports as readonly { readonly name?: string; readonly port: number }[]).map((one) => ({ ...one, number: one.port }));
  }
  if (!isMapping(target.matchLabels) || !Array.isArray(target.containers)) return undefined;
  return (target.containers as readonly { readonly ports: readonly PortLike[] }[]).flatMap(({ ports }) => ports);
}
