import { goDuration } from '../../alertmanager/durations';
import { namespaceName } from '../../analysis/operator-selection';
import type { NamedObject } from '../../kubernetes/object';
import { assumedVersion } from '../../manifests/images';
import { componentLabels, selectorLabels } from '../../manifests/labels';
import { type Needs, requirements } from '../../manifests/requirements';
import { scheduling } from '../../manifests/scheduling';
import { scrapeClassesOf } from '../../manifests/scrape';
import { prometheusMemory } from '../../manifests/size';
import { claimSpec, type Storage, sizeOf } from '../../manifests/storage';
import { users } from '../../manifests/users';
import { durationText } from '../../model/duration';
import type { RuleGroup } from '../../model/rule';
import { alertmanagerConfigSpec } from '../../render/routing';
import { ruleGroups } from '../../render/rules';
import { printVersion } from '../../text/version';
import type { Monitoring } from '../backend';
import type { Installation } from './installation';
import { enforcedFields, queryFields, scrapeLimitFields } from './limits';
import { argumentsOf, containerPatch } from './operator-options';
import { alertmanager, prometheus } from './own-programs';
import { alertmanagerStorage, prometheusStorage, retention, retentionSizeOf } from './props';

/*
 * A stack as the objects of prometheus-operator. One backend writes them as they are; another compiles them to the configuration
 * that the operator would make of them.
 */

/** What Pod Security `restricted` asks of a pod; the operator does not set it by itself. */
const podSecurityContext = (user: number) => ({
  runAsNonRoot: true,
  runAsUser: user,
  runAsGroup: user,
  fsGroup: user,
  seccompProfile: { type: 'RuntimeDefault' },
});

export const prometheusNeeds = ({ context }: Monitoring): Needs => ({ cpu: '200m', memory: prometheusMemory(context.cluster) });
export const alertmanagerNeeds: Needs = { cpu: '10m', memory: 64 };

const metadata = ({ context }: Monitoring, name: string) => ({ name, namespace: context.namespace, labels: componentLabels(name) });

/** What both programs are told in the same words. */
function programSpec(name: 'prometheus' | 'alertmanager', installation: Installation, needs: Needs, storage: Storage) {
  const options = installation[name];
  const image = installation.context.image(name, options.image);
  const annotations = { ...options.annotations, ...options.pod?.annotations };
  return {
    image,
    version: `v${printVersion(assumedVersion(image, name))}`,
    replicas: 1,
    serviceAccountName: name,
    podMetadata: {
      labels: { ...options.labels, ...options.pod?.labels, ...selectorLabels(name) },
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    portName: 'http',
    ...argumentsOf(options),
    ...containerPatch(name, options),
    ...scheduling(options.pod),
    resources: requirements(needs, options.resources),
    securityContext: podSecurityContext(users[name]),
    storage:
      storage.kind === 'volume'
        ? {
            volumeClaimTemplate: {
              ...(storage.options.labels && { metadata: { labels: storage.options.labels } }),
              spec: claimSpec(storage),
            },
          }
        : { emptyDir: { sizeLimit: sizeOf(storage.size) } },
  };
}

export function prometheusObject(installation: Installation): NamedObject {
  const { context, scrapeInterval, evaluationInterval, routing, scrapes, prometheus: props } = installation;
  const scrapeClasses = scrapeClassesOf(scrapes);
  const size = retentionSizeOf(props);
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: metadata(installation, prometheus.name),
    spec: {
      ...programSpec('prometheus', installation, prometheusNeeds(installation), prometheusStorage(props)),
      scrapeInterval,
      evaluationInterval,
      externalLabels: { ...installation.clusterLabel, ...props.externalLabels },
      // Two labels that tell apart what one Prometheus never mixes; without them samples carry the labels that users declare.
      prometheusExternalLabelName: '',
      replicaExternalLabelName: '',
      retention: retention(props),
      ...(size !== undefined && { retentionSize: size }),
      ...scrapeLimitFields(props.limits, context.cluster),
      ...enforcedFields(props.enforcedLimits),
      ...queryFields(props.query, context.cluster),
      // A monitor may not send what Prometheus finds in its own file system, such as its token.
      arbitraryFSAccessThroughSMs: { deny: true },
      serviceDiscoveryRole: 'EndpointSlice',
      ...(scrapeClasses.length > 0 && { scrapeClasses }),
      serviceMonitorSelector: {},
      podMonitorSelector: {},
      probeSelector: {},
      scrapeConfigSelector: {},
      ruleSelector: {},
      ...namespaceSelectors(['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig', 'rule'], installation, installation.tenants),
      ...(routing && {
        alerting: { alertmanagers: [{ namespace: context.namespace, name: alertmanager.service, port: 'http', apiVersion: 'v2' }] },
      }),
    },
  };
}

/** Where to look for objects, if stacks in other namespaces are attached; without it a program looks only in its own. */
function namespaceSelectors(kinds: readonly string[], { context }: Monitoring, tenants: readonly Monitoring[] = []) {
  const others = new Set(tenants.map((tenant) => tenant.context.namespace));
  others.delete(context.namespace);
  if (others.size === 0) return {};
  const selector = { matchExpressions: [{ key: namespaceName, operator: 'In', values: [context.namespace, ...[...others].sort()] }] };
  return Object.fromEntries(kinds.map((kind) => [`${kind}NamespaceSelector`, selector]));
}

export function alertmanagerObject(installation: Installation): NamedObject {
  const { alertmanager: props } = installation;
  const routed = (installation.tenants ?? []).filter(({ routing }) => routing !== undefined);
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Alertmanager',
    metadata: metadata(installation, alertmanager.name),
    spec: {
      ...programSpec('alertmanager', installation, alertmanagerNeeds, alertmanagerStorage(props)),
      ...(props.retention !== undefined && {
        // The custom resource takes durations of Go, which have no days.
        retention: goDuration(durationText(props.retention)),
      }),
      // The whole configuration: a selected AlertmanagerConfig would only see alerts of its own namespace.
      alertmanagerConfiguration: { name: alertmanager.config },
      ...(routed.length > 0 && { alertmanagerConfigSelector: {}, ...namespaceSelectors(['alertmanagerConfig'], installation, routed) }),
    },
  };
}

export const alertmanagerConfigObject = (monitoring: Monitoring): NamedObject => ({
  apiVersion: 'monitoring.coreos.com/v1alpha1',
  kind: 'AlertmanagerConfig',
  metadata: { ...metadata(monitoring, alertmanager.name), name: alertmanager.config },
  spec: alertmanagerConfigSpec(monitoring.routing!),
});

export const prometheusRule = (group: RuleGroup, { context, runbooks }: Monitoring): NamedObject => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: group.name, namespace: context.namespace, labels: componentLabels(prometheus.name) },
  spec: { groups: ruleGroups([group], { runbooks }) },
});
