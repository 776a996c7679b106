import type { AlertmanagerSpec } from '../../../imports/monitoring.coreos.com/alertmanager';
import type { PrometheusSpec } from '../../../imports/monitoring.coreos.com/prometheus';
import type { NamedObject } from '../../kubernetes/object';
import { withSecurity } from '../../manifests/added-containers';
import { assumedVersion } from '../../manifests/images';
import { componentLabels, selectorLabels } from '../../manifests/labels';
import { mountedVolumes } from '../../manifests/mounted-volumes';
import { type Needs, requirements } from '../../manifests/requirements';
import { scheduling, spreadOf } from '../../manifests/scheduling';
import { prometheusMemory } from '../../manifests/size';
import { claimSpec, emptyDirOf, type Storage } from '../../manifests/storage';
import { users } from '../../manifests/users';
import { groupObjectName, type RuleGroup } from '../../model/rule-group';
import { ruleGroups } from '../../render/rules';
import { printVersion } from '../../text/version';
import type { Monitoring } from '../backend';
import { customRouting } from './custom-routing';
import type { Installation } from './installation';
import { enforcedFields, queryFields, scrapeLimitFields } from './limits';
import { argumentsOf, containerPatch } from './operator-options';
import { alertmanager, prometheus } from './own-programs';
import { identityFields, saidOfAlertmanager, saidOfPrometheus, scrapeClassFields, withRaw } from './program-fields';
import { alertmanagerStorage, pathPrefix, prometheusStorage, replicasOf, retention, retentionSizeOf, type Web } from './props';
import { scrapeConfigsField } from './scrape-configs';
import { namespaceSelectors, objectSelectors } from './selects';
import { templateReferences } from './templates';
import { thanosField } from './thanos';

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
  const replicas = replicasOf(options);
  const { volumes, volumeMounts } = mountedVolumes(options.volumes);
  const image = installation.context.image(name, options.image);
  const annotations = { ...options.annotations, ...options.pod?.annotations };
  return {
    image,
    version: `v${printVersion(assumedVersion(image, name))}`,
    replicas,
    serviceAccountName: name,
    podMetadata: {
      labels: { ...options.labels, ...options.pod?.labels, ...selectorLabels(name) },
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    portName: 'http',
    ...argumentsOf(options),
    ...containerPatch(name, options),
    ...(options.initContainers && { initContainers: options.initContainers.map(withSecurity) }),
    ...(volumes.length > 0 && { volumes, volumeMounts }),
    ...scheduling(options.pod),
    ...spreadOf(name, replicas, options.pod),
    resources: requirements(needs, options.resources),
    securityContext: podSecurityContext(users[name]),
    storage:
      storage.kind === 'ephemeral'
        ? { emptyDir: emptyDirOf(storage) }
        : {
            volumeClaimTemplate: {
              ...(storage.options.labels && { metadata: { labels: storage.options.labels } }),
              spec: claimSpec(storage),
            },
          },
  };
}

export function prometheusObject(installation: Installation): NamedObject & { readonly spec: PrometheusSpec } {
  const { context, scrapeInterval, evaluationInterval, routing, prometheus: props, alertmanager: told } = installation;
  const size = retentionSizeOf(props);
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: metadata(installation, prometheus.name),
    spec: withRaw(
      {
        ...programSpec('prometheus', installation, prometheusNeeds(installation), prometheusStorage(props)),
        scrapeInterval,
        evaluationInterval,
        ...identityFields(props, installation.clusterLabel),
        retention: retention(props),
        ...(size !== undefined && { retentionSize: size }),
        ...scrapeLimitFields(props.limits, context.cluster),
        ...enforcedFields(props.enforcedLimits),
        ...queryFields(props.query, context.cluster),
        ...saidOfPrometheus(props),
        ...scrapeConfigsField(props),
        ...thanosField(props),
        // A monitor may not send what Prometheus finds in its own file system, such as its token.
        arbitraryFSAccessThroughSMs: { deny: true },
        serviceDiscoveryRole: 'EndpointSlice',
        ...scrapeClassFields(installation),
        ...objectSelectors(selectedKinds, installation.selects),
        ...namespaceSelectors(selectedKinds, installation, installation.tenants, installation.selects),
        ...(routing && {
          alerting: {
            alertmanagers: [
              { ...pathField(told), namespace: context.namespace, name: alertmanager.service, port: 'http', apiVersion: 'v2' },
            ],
          },
        }),
      },
      props.raw,
    ),
  };
}

const selectedKinds = ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig', 'rule'];

const pathField = (web: Web) => (pathPrefix(web) === '' ? {} : { pathPrefix: pathPrefix(web) });

export function alertmanagerObject(installation: Installation): NamedObject & { readonly spec: AlertmanagerSpec } {
  const { alertmanager: props } = installation;
  const templates = templateReferences(installation);
  const routed = (installation.tenants ?? []).filter(({ routing }) => routing !== undefined);
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Alertmanager',
    metadata: metadata(installation, alertmanager.name),
    spec: withRaw(
      {
        ...programSpec('alertmanager', installation, alertmanagerNeeds, alertmanagerStorage(props)),
        ...saidOfAlertmanager(props),
        // The whole configuration: a selected AlertmanagerConfig would only see alerts of its own namespace.
        alertmanagerConfiguration: { name: alertmanager.config, ...(templates.length > 0 && { templates }) },
        ...(routed.length > 0 && { alertmanagerConfigSelector: {}, ...namespaceSelectors(['alertmanagerConfig'], installation, routed) }),
      },
      props.raw,
    ),
  };
}

export const alertmanagerConfigObject = (monitoring: Monitoring): NamedObject => ({
  apiVersion: 'monitoring.coreos.com/v1alpha1',
  kind: 'AlertmanagerConfig',
  metadata: { ...metadata(monitoring, alertmanager.name), name: alertmanager.config },
  spec: customRouting(monitoring).spec,
});

export const prometheusRule = (group: RuleGroup, { context, runbooks }: Monitoring): NamedObject => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: groupObjectName(group.name), namespace: context.namespace, labels: componentLabels(prometheus.name) },
  spec: { groups: ruleGroups([group], { runbooks }) },
});
