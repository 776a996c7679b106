import { type Compilation, compilePrometheus } from '../compile/prometheus/compile';
import { versionOf } from '../manifests/images';
import { labelsOf, selectorLabels } from '../manifests/labels';
import { type Resources as PodResources, requirements } from '../manifests/pod';
import { kubeletScrapeClass } from '../manifests/scrape';
import { prometheusMemory, quantity } from '../manifests/size';
import { users } from '../manifests/users';
import type { KubernetesObject } from '../model/custom-resource';
import type { RuleGroup } from '../model/rule';
import { ruleGroups } from '../render/rules';
import type { Monitoring } from './backend';

/**
 * A stack as the objects of prometheus-operator. One backend writes them as they are; another compiles them to the configuration
 * that the operator would make of them.
 */
export interface Resources {
  readonly prometheus: KubernetesObject;
  readonly alertmanager?: KubernetesObject;
  readonly alertmanagerConfig?: KubernetesObject;
  readonly rules: readonly KubernetesObject[];
  readonly monitors: readonly KubernetesObject[];
}

export const prometheus = { name: 'prometheus', service: 'prometheus-service', port: 9090 } as const;
export const alertmanager = { name: 'alertmanager', service: 'alertmanager-service', config: 'alertmanager-config', port: 9093 } as const;

/** What Pod Security `restricted` asks of a pod; the operator does not set it by itself. */
const podSecurityContext = (user: number) => ({
  runAsNonRoot: true,
  runAsUser: user,
  runAsGroup: user,
  fsGroup: user,
  seccompProfile: { type: 'RuntimeDefault' },
});

/** Blocks are deleted when their sum is over the limit; the write-ahead log and a running compaction need the rest of the volume. */
const retainedShare = 0.8;

export const prometheusResources = ({ context }: Monitoring): PodResources => ({ cpu: '200m', memory: prometheusMemory(context.cluster) });
export const alertmanagerResources: PodResources = { cpu: '10m', memory: 64 };
export const alertmanagerStorage = quantity(1024);

export function resourcesOf(monitoring: Monitoring): Resources {
  const { routing } = monitoring;
  return {
    prometheus: prometheusObject(monitoring),
    ...(routing && {
      alertmanager: alertmanagerObject(monitoring),
      alertmanagerConfig: {
        apiVersion: 'monitoring.coreos.com/v1alpha1',
        kind: 'AlertmanagerConfig',
        metadata: { name: alertmanager.config, namespace: monitoring.context.namespace, labels: labelsOf(alertmanager.name) },
        spec: { ...routing },
      },
    }),
    rules: monitoring.groups.map((group) => prometheusRule(group, monitoring)),
    monitors: monitoring.scrapes.map(({ monitor }) => monitor),
  };
}

const compiled = new WeakMap<Monitoring, Compilation>();

/** The configuration that the operator would make. A backend that writes it and the checks that read it get the same one. */
export function prometheusConfigOf(monitoring: Monitoring): Compilation {
  const known = compiled.get(monitoring);
  if (known !== undefined) return known;
  const made = compilePrometheus({ prometheus: prometheusObject(monitoring), objects: monitoring.scrapes.map(({ monitor }) => monitor) });
  compiled.set(monitoring, made);
  return made;
}

const metadata = (monitoring: Monitoring, name: string) => ({ name, namespace: monitoring.context.namespace, labels: labelsOf(name) });

const version = (image: string) => {
  const tag = versionOf(image);
  return tag === undefined ? {} : { version: tag };
};

function prometheusObject(monitoring: Monitoring): KubernetesObject {
  const { context, scrapeInterval, evaluationInterval, externalLabels, retention, storage, routing, scrapes } = monitoring;
  const image = context.image('prometheus');
  const scrapesNodes = scrapes.some(({ monitor }) => monitor.kind === 'ScrapeConfig');
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: metadata(monitoring, prometheus.name),
    spec: {
      image,
      ...version(image),
      replicas: 1,
      serviceAccountName: prometheus.name,
      podMetadata: { labels: selectorLabels(prometheus.name) },
      portName: 'http',
      scrapeInterval,
      evaluationInterval,
      externalLabels,
      // Two labels that tell apart what one Prometheus never mixes; without them samples carry the labels that users declare.
      prometheusExternalLabelName: '',
      replicaExternalLabelName: '',
      retention,
      retentionSize: `${Math.floor(storage * retainedShare)}MB`,
      serviceDiscoveryRole: 'EndpointSlice',
      ...(scrapesNodes && { scrapeClasses: [kubeletScrapeClass] }),
      serviceMonitorSelector: {},
      podMonitorSelector: {},
      probeSelector: {},
      scrapeConfigSelector: {},
      ruleSelector: {},
      ...(routing && {
        alerting: { alertmanagers: [{ namespace: context.namespace, name: alertmanager.service, port: 'http', apiVersion: 'v2' }] },
      }),
      resources: requirements(prometheusResources(monitoring)),
      securityContext: podSecurityContext(users.prometheus),
      storage: {
        volumeClaimTemplate: {
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: quantity(storage) } } },
        },
      },
    },
  };
}

function alertmanagerObject(monitoring: Monitoring): KubernetesObject {
  const image = monitoring.context.image('alertmanager');
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Alertmanager',
    metadata: metadata(monitoring, alertmanager.name),
    spec: {
      image,
      ...version(image),
      replicas: 1,
      serviceAccountName: alertmanager.name,
      podMetadata: { labels: selectorLabels(alertmanager.name) },
      portName: 'http',
      // The whole configuration: a selected AlertmanagerConfig would only see alerts of its own namespace.
      alertmanagerConfiguration: { name: alertmanager.config },
      resources: requirements(alertmanagerResources),
      securityContext: podSecurityContext(users.alertmanager),
      storage: {
        volumeClaimTemplate: {
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: alertmanagerStorage } } },
        },
      },
    },
  };
}

function prometheusRule(group: RuleGroup, { context, runbooks }: Monitoring): KubernetesObject {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: group.name, namespace: context.namespace, labels: labelsOf(prometheus.name) },
    spec: { groups: ruleGroups([group], { runbooks }) },
  };
}
