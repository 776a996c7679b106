// What the types are called. A type has the name of the field that it stands in, in the singular; where that says too little, or two
// types would share it, the name that Kubernetes or prometheus-operator gives it in Go is chosen here.

// For one place of each such type.
const chosen = new Map(
  Object.entries({
    'Alertmanager spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[]': 'PreferredSchedulingTerm',
    'Alertmanager spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[].preference': 'NodeSelectorTerm',
    'Alertmanager spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[].preference.matchExpressions[]':
      'SelectorRequirement',
    'Alertmanager spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution': 'NodeSelector',
    'Alertmanager spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[]': 'WeightedPodAffinityTerm',
    'Alertmanager spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.labelSelector':
      'LabelSelector',
    'Alertmanager spec.additionalArgs[]': 'Argument',
    'Alertmanager spec.alertmanagerConfiguration.global': 'AlertmanagerGlobalConfig',
    'Alertmanager spec.alertmanagerConfiguration.global.httpConfig': 'GlobalHttpConfig',
    'Alertmanager spec.alertmanagerConfiguration.global.jira': 'GlobalApiConfig',
    'Alertmanager spec.alertmanagerConfiguration.global.mattermost': 'GlobalMattermostConfig',
    'Alertmanager spec.alertmanagerConfiguration.global.rocketChat': 'GlobalRocketChatConfig',
    'Alertmanager spec.alertmanagerConfiguration.global.smtp': 'GlobalSmtpConfig',
    'Alertmanager spec.alertmanagerConfiguration.global.victorops': 'GlobalVictorOpsConfig',
    'Alertmanager spec.alertmanagerConfiguration.global.wechat': 'GlobalWeChatConfig',
    'Alertmanager spec.clusterTLS.server': 'WebTlsConfig',
    'Alertmanager spec.containers[].env[]': 'EnvVar',
    'Alertmanager spec.containers[].env[].valueFrom': 'EnvVarSource',
    'Alertmanager spec.containers[].env[].valueFrom.configMapKeyRef': 'KeySelector',
    'Alertmanager spec.containers[].env[].valueFrom.fieldRef': 'ObjectFieldSelector',
    'Alertmanager spec.containers[].env[].valueFrom.fileKeyRef': 'FileKeySelector',
    'Alertmanager spec.containers[].env[].valueFrom.resourceFieldRef': 'ResourceFieldSelector',
    'Alertmanager spec.containers[].envFrom[]': 'EnvFromSource',
    'Alertmanager spec.containers[].envFrom[].configMapRef': 'EnvSource',
    'Alertmanager spec.containers[].lifecycle.postStart': 'LifecycleHandler',
    'Alertmanager spec.containers[].lifecycle.postStart.exec': 'ExecAction',
    'Alertmanager spec.containers[].lifecycle.postStart.httpGet': 'HttpGetAction',
    'Alertmanager spec.containers[].lifecycle.postStart.httpGet.httpHeaders[]': 'NameAndValue',
    'Alertmanager spec.containers[].lifecycle.postStart.sleep': 'SleepAction',
    'Alertmanager spec.containers[].lifecycle.postStart.tcpSocket': 'TcpSocketAction',
    'Alertmanager spec.containers[].livenessProbe': 'ContainerProbe',
    'Alertmanager spec.containers[].livenessProbe.grpc': 'GrpcAction',
    'Alertmanager spec.containers[].ports[]': 'ContainerPort',
    'Alertmanager spec.containers[].resizePolicy[]': 'ContainerResizePolicy',
    'Alertmanager spec.containers[].resources': 'ResourceRequirements',
    'Alertmanager spec.containers[].resources.claims[]': 'ResourceClaim',
    'Alertmanager spec.containers[].restartPolicyRules[]': 'ContainerRestartRule',
    'Alertmanager spec.containers[].restartPolicyRules[].exitCodes': 'ContainerRestartRuleOnExitCodes',
    'Alertmanager spec.containers[].securityContext': 'SecurityContext',
    'Alertmanager spec.containers[].securityContext.appArmorProfile': 'SecurityProfile',
    'Alertmanager spec.hostAliases[]': 'HostAlias',
    'Alertmanager spec.imagePullSecrets[]': 'LocalObjectReference',
    'Alertmanager spec.limits': 'AlertmanagerLimits',
    'Alertmanager spec.podMetadata': 'EmbeddedObjectMetadata',
    'Alertmanager spec.securityContext': 'PodSecurityContext',
    'Alertmanager spec.storage': 'StorageSpec',
    'Alertmanager spec.storage.emptyDir': 'EmptyDirVolumeSource',
    'Alertmanager spec.storage.ephemeral': 'EphemeralVolumeSource',
    'Alertmanager spec.storage.ephemeral.volumeClaimTemplate': 'PersistentVolumeClaimTemplate',
    'Alertmanager spec.storage.ephemeral.volumeClaimTemplate.spec': 'PersistentVolumeClaimSpec',
    'Alertmanager spec.storage.ephemeral.volumeClaimTemplate.spec.dataSource': 'TypedLocalObjectReference',
    'Alertmanager spec.storage.ephemeral.volumeClaimTemplate.spec.dataSourceRef': 'TypedObjectReference',
    'Alertmanager spec.storage.ephemeral.volumeClaimTemplate.spec.resources': 'VolumeResourceRequirements',
    'Alertmanager spec.storage.volumeClaimTemplate': 'EmbeddedPersistentVolumeClaim',
    'Alertmanager spec.storage.volumeClaimTemplate.status': 'PersistentVolumeClaimStatus',
    'Alertmanager spec.storage.volumeClaimTemplate.status.conditions[]': 'PersistentVolumeClaimCondition',
    'Alertmanager spec.volumes[].configMap': 'ConfigMapVolumeSource',
    'Alertmanager spec.volumes[].configMap.items[]': 'KeyToPath',
    'Alertmanager spec.volumes[].csi': 'CsiVolumeSource',
    'Alertmanager spec.volumes[].downwardAPI': 'DownwardApiVolumeSource',
    'Alertmanager spec.volumes[].downwardAPI.items[]': 'DownwardApiVolumeFile',
    'Alertmanager spec.volumes[].fc': 'FcVolumeSource',
    'Alertmanager spec.volumes[].image': 'ImageVolumeSource',
    'Alertmanager spec.volumes[].nfs': 'NfsVolumeSource',
    'Alertmanager spec.volumes[].hostPath': 'HostPathVolumeSource',
    'Alertmanager spec.volumes[].persistentVolumeClaim': 'PersistentVolumeClaimVolumeSource',
    'Alertmanager spec.volumes[].projected': 'ProjectedVolumeSource',
    'Alertmanager spec.volumes[].projected.sources[]': 'VolumeProjection',
    'Alertmanager spec.volumes[].projected.sources[].clusterTrustBundle': 'ClusterTrustBundleProjection',
    'Alertmanager spec.volumes[].projected.sources[].configMap': 'KeysProjection',
    'Alertmanager spec.volumes[].projected.sources[].downwardAPI': 'DownwardApiProjection',
    'Alertmanager spec.volumes[].projected.sources[].podCertificate': 'PodCertificateProjection',
    'Alertmanager spec.volumes[].projected.sources[].serviceAccountToken': 'ServiceAccountTokenProjection',
    'Alertmanager spec.volumes[].secret': 'SecretVolumeSource',
    'Alertmanager spec.web': 'AlertmanagerWebSpec',
    'Alertmanager spec.web.httpConfig': 'WebHttpConfig',
    'Alertmanager spec.web.httpConfig.headers': 'WebHttpHeaders',
    'AlertmanagerConfig spec.inhibitRules[].sourceMatch[]': 'Matcher',
    'AlertmanagerConfig spec.muteTimeIntervals[].timeIntervals[]': 'TimePeriod',
    'AlertmanagerConfig spec.muteTimeIntervals[].timeIntervals[].daysOfMonth[]': 'DayOfMonthRange',
    'AlertmanagerConfig spec.muteTimeIntervals[].timeIntervals[].times[]': 'TimeRange',
    'AlertmanagerConfig spec.receivers[].discordConfigs[].httpConfig.authorization': 'SafeAuthorization',
    'AlertmanagerConfig spec.receivers[].discordConfigs[].httpConfig.oauth2': 'OAuth2',
    'AlertmanagerConfig spec.receivers[].discordConfigs[].httpConfig.oauth2.tlsConfig': 'SafeTlsConfig',
    'AlertmanagerConfig spec.receivers[].discordConfigs[].httpConfig.oauth2.tlsConfig.ca': 'SecretOrConfigMap',
    'AlertmanagerConfig spec.receivers[].emailConfigs[].headers[]': 'KeyAndValue',
    'AlertmanagerConfig spec.receivers[].opsgenieConfigs[].responders[]': 'OpsGenieResponder',
    'AlertmanagerConfig spec.receivers[].pagerdutyConfigs[].pagerDutyImageConfigs[]': 'PagerDutyImage',
    'AlertmanagerConfig spec.receivers[].pagerdutyConfigs[].pagerDutyLinkConfigs[]': 'PagerDutyLink',
    'AlertmanagerConfig spec.receivers[].rocketchatConfigs[].actions[]': 'RocketChatAction',
    'AlertmanagerConfig spec.receivers[].rocketchatConfigs[].fields[]': 'RocketChatField',
    'AlertmanagerConfig spec.receivers[].slackConfigs[].actions[]': 'SlackAction',
    'AlertmanagerConfig spec.receivers[].slackConfigs[].actions[].confirm': 'SlackConfirmation',
    'AlertmanagerConfig spec.receivers[].slackConfigs[].fields[]': 'SlackField',
    'PodMonitor spec.podMetricsEndpoints[].metricRelabelings[]': 'RelabelConfig',
    'PodMonitor spec.podMetricsEndpoints[].metricRelabelings[].action': 'RelabelAction',
    'PodMonitor spec.scrapeProtocols[]': 'ScrapeProtocol',
    'Probe spec.params[]': 'ProbeParam',
    'Probe spec.targets': 'ProbeTargets',
    'Probe spec.targets.ingress': 'ProbeIngressTarget',
    'Probe spec.targets.staticConfig': 'ProbeStaticTarget',
    'Prometheus spec.alerting': 'AlertingSpec',
    'Prometheus spec.alerting.alertmanagers[]': 'AlertmanagerEndpoints',
    'Prometheus spec.query': 'PrometheusQuerySpec',
    'Prometheus spec.remoteWrite[].azureAd.oauth': 'AzureOAuth',
    'Prometheus spec.remoteWrite[].azureAd.sdk': 'AzureSdk',
    'Prometheus spec.remoteWrite[].azureAd.managedIdentity': 'AzureManagedIdentity',
    'Prometheus spec.remoteWrite[].azureAd.workloadIdentity': 'AzureWorkloadIdentity',
    'Prometheus spec.rules': 'PrometheusRulesSpec',
    'Prometheus spec.rules.alert': 'PrometheusAlertRulesSpec',
    'Prometheus spec.thanos': 'ThanosSidecarSpec',
    'PrometheusAgent spec.scrapeClasses[]': 'ScrapeClass',
    'PrometheusAgent spec.topologySpreadConstraints[]': 'PrometheusTopologySpreadConstraint',
    'PrometheusAgent spec.web': 'PrometheusWebSpec',
    'PrometheusAgent spec.apiserverConfig.tlsConfig': 'TlsConfig',
    'PrometheusRule spec.groups[]': 'RuleGroup',
    'ScrapeConfig spec.kubernetesSDConfigs[].namespaces': 'KubernetesSDNamespaces',
    'ScrapeConfig spec.kubernetesSDConfigs[].selectors[]': 'KubernetesSDSelector',
    'ScrapeConfig spec.dockerSDConfigs[].filters[]': 'SDFilter',
    'ScrapeConfig spec.staticConfigs[]': 'ScrapeStaticConfig',
    'ServiceMonitor spec.endpoints[]': 'Endpoint',
    'ThanosRuler spec.web': 'ThanosRulerWebSpec',
  }),
);

const textOf = ({ kind, path }) => `${kind} ${path.join('.')}`;

/** What a type is called that stands in these places: the choice for one of them, else after the field of the first. */
export function typeName(places) {
  const choice = places.map((place) => chosen.get(textOf(place))).find((name) => name !== undefined);
  if (choice !== undefined) return choice;
  const { kind, path } = places[0];
  const field = fieldName(path);
  if (path.length === 1) return `${kind}${pascal(field)}`;
  return pascal(path.at(-1).endsWith('[]') ? singular(field) : field);
}

/** The field that a schema stands in: `endpoints` for `spec.endpoints[]`. */
export const fieldName = (path) => path.at(-1).replace(/\[\]|\{\}/g, '');

/** The choices whose places are gone. */
export function staleChoices(places) {
  const known = new Set(places.map(textOf));
  return [...chosen.keys()].filter((place) => !known.has(place));
}

const pascal = (name) => name.charAt(0).toUpperCase() + name.slice(1);
const singular = (name) => (name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.replace(/(?<!s)s$/, ''));
