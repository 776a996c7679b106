import { anonymous, ephemeral, grafana, kubeStateMetrics, ldap, nodeExporter, oidc, standalone, volume } from '../../lib';
import { stackOf } from '../support/stacks';
import type { WrongProp } from './wrong-props';

// biome-ignore lint/suspicious/noExplicitAny: the types are what this is to get past
const any = (value: unknown): any => value;
const prometheus =
  (options: object): WrongProp['declared'] =>
  (backend) =>
    stackOf(() => {}, { backend: backend({ prometheus: any(options) }) });
const stack =
  (options: object): WrongProp['declared'] =>
  (backend) =>
    stackOf(() => {}, { backend: backend(), ...options });
const install =
  (component: () => unknown): WrongProp['declared'] =>
  (backend) =>
    stackOf((own) => own.install(any(component())), { backend: backend() });
const ofGrafana = (options: object) => install(() => grafana(any(options)));
const secret = "Put the value into a Secret of the cluster and write secretKey('name', 'key').";

/** One row for each kind of wrong option of a program. */
export const wrongOptions: readonly WrongProp[] = [
  {
    name: 'no replicas',
    declared: prometheus({ replicas: 0 }),
    says: 'monitoring: backend.prometheus.replicas: 0 is no whole number',
    hint: 'Write a whole number, 1 or more.',
  },
  {
    name: 'a budget of a fraction',
    declared: prometheus({ podDisruptionBudget: { minAvailable: 0.5 } }),
    says: 'monitoring: backend.prometheus.podDisruptionBudget.minAvailable: 0.5 is no number of pods',
    hint: 'Write a whole number, 1 or more, or a text such as 50%.',
  },
  {
    name: 'a volume of two sources',
    declared: prometheus({ volumes: [{ path: '/x', secret: 'a', configMap: 'b' }] }),
    says: 'monitoring: backend.prometheus.volumes[0]: the volume has 2 sources: secret and configMap',
    hint: 'Write one of secret, configMap, claim, emptyDir and volume.',
  },
  {
    name: 'a volume without a source',
    declared: prometheus({ volumes: [{ path: '/x' }] }),
    says: 'monitoring: backend.prometheus.volumes[0]: the volume has no source',
    hint: 'Write one of secret, configMap, claim, emptyDir and volume.',
  },
  {
    name: 'a relative path of a volume',
    declared: prometheus({ volumes: [{ path: 'x', secret: 'a' }] }),
    says: 'monitoring: backend.prometheus.volumes[0].path: "x" is no path',
    hint: 'Write a path that begins with a slash.',
  },
  {
    name: 'a container without a name',
    declared: prometheus({ containers: [{ image: 'a' }] }),
    says: 'monitoring: backend.prometheus.containers[0]: a mapping is no container',
    hint: 'Write it as a pod has it: { name, image }.',
  },
  {
    name: 'a pull secret that is a number',
    declared: prometheus({ pod: { imagePullSecrets: [5] } }),
    says: 'monitoring: backend.prometheus.pod.imagePullSecrets[0]: 5 is no name of a Secret',
    hint: 'Write a text in quotes.',
  },
  {
    name: 'an alias without hosts',
    declared: prometheus({ pod: { hostAliases: [{ ip: '10.0.0.1' }] } }),
    says: 'monitoring: backend.prometheus.pod.hostAliases[0].hostnames is missing',
    hint: 'Write a list in square brackets.',
  },
  {
    name: 'a Service of an unknown type',
    declared: prometheus({ service: { type: 'Loadbalancer' } }),
    says: 'monitoring: backend.prometheus.service.type: "Loadbalancer" is not ClusterIP, NodePort or LoadBalancer',
    hint: 'Did you mean LoadBalancer?',
  },
  {
    name: 'a node port of a Service in the cluster',
    declared: prometheus({ service: { nodePort: 30_000 } }),
    says: 'monitoring: backend.prometheus.service.nodePort: a Service of the type ClusterIP has none',
    hint: "Write type: 'NodePort', or leave it out.",
  },
  {
    name: 'a source range of a NodePort',
    declared: install(() => grafana({ service: any({ type: 'NodePort', loadBalancerSourceRanges: ['10.0.0.0/8'] }) })),
    says: 'monitoring/grafana: service.loadBalancerSourceRanges: a Service of the type NodePort has none',
    hint: "Write type: 'LoadBalancer', or leave it out.",
  },
  {
    name: 'a source range that is an address',
    declared: prometheus({ service: { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.1'] } }),
    says: 'monitoring: backend.prometheus.service.loadBalancerSourceRanges[0]: "10.0.0.1" is no range of addresses',
    hint: 'Write it as 10.0.0.0/8.',
  },
  {
    name: 'an unknown level of a log',
    declared: prometheus({ logLevel: 'warning' }),
    says: 'monitoring: backend.prometheus.logLevel: "warning" is not debug, info, warn or error',
    hint: 'Write debug, info, warn or error.',
  },
  {
    name: 'an external URL without a scheme',
    declared: prometheus({ externalUrl: 'metrics.example' }),
    says: 'monitoring: backend.prometheus.externalUrl: "metrics.example" is no URL',
    hint: 'Write a whole URL, such as https://prometheus.example.',
  },
  {
    name: 'a prefix without a slash',
    declared: prometheus({ routePrefix: 'prometheus' }),
    says: 'monitoring: backend.prometheus.routePrefix: "prometheus" is no path',
    hint: 'Write a path that begins with a slash, such as /prometheus.',
  },
  {
    name: 'an unknown protocol that is received',
    declared: prometheus({ receives: ['remote_write'] }),
    says: 'monitoring: backend.prometheus.receives[0]: "remote_write" is not remote-write or otlp',
    hint: 'Did you mean remote-write?',
  },
  {
    name: 'a job without a name',
    declared: prometheus({ scrapeConfigs: [{ static_configs: [] }] }),
    says: 'monitoring: backend.prometheus.scrapeConfigs[0]: a mapping is no job of Prometheus',
    hint: 'Write it as prometheus.yml has it: { job_name, static_configs: [...] }.',
  },
  {
    name: 'a job with a password',
    declared: prometheus({ scrapeConfigs: [{ job_name: 'x', basic_auth: { username: 'a', password: 'hunter2' } }] }),
    says: 'monitoring: backend.prometheus.scrapeConfigs[0].basic_auth.password: a secret is spelled out',
    hint: 'Mount its Secret with `volumes`, and name the file: password_file, credentials_file.',
  },
  {
    name: 'a scrape class without a name',
    declared: prometheus({ scrapeClasses: [{ default: true }] }),
    says: 'monitoring: backend.prometheus.scrapeClasses[0]: a mapping is no scrape class',
    hint: 'Write it as the Prometheus resource has it: { name, ... }.',
  },
  {
    name: 'a remote write without a URL',
    declared: prometheus({ remoteWrite: [{ name: 'mimir' }] }),
    says: 'monitoring: backend.prometheus.remoteWrite[0].url is missing',
    hint: 'Write a whole URL, such as https://prometheus.example.',
  },
  {
    name: 'a remote write with a password',
    declared: prometheus({
      remoteWrite: [{ url: 'https://a.example', auth: { kind: 'basic', username: { name: 'a', key: 'user' }, password: 'hunter2' } }],
    }),
    says: 'monitoring: backend.prometheus.remoteWrite[0].auth.password: a text is here, and a reference to a Secret belongs here',
    hint: secret,
  },
  {
    name: 'a header with a token',
    declared: prometheus({ remoteWrite: [{ url: 'https://a.example', headers: { Authorization: 'Bearer hunter2' } }] }),
    says: 'monitoring: backend.prometheus.remoteWrite[0].headers.Authorization: a secret would stand in plain text',
    hint: 'Use `auth`, which reads it from a Secret.',
  },
  {
    name: 'a login of an unknown kind',
    declared: prometheus({ remoteRead: [{ url: 'https://a.example', auth: { kind: 'bearer' } }] }),
    says: 'monitoring: backend.prometheus.remoteRead[0].auth.kind: "bearer" is not basic, authorization, oauth2 or sigv4',
    hint: 'Write basic, authorization, oauth2 or sigv4.',
  },
  {
    name: 'a remote read that is signed for AWS',
    declared: prometheus({ remoteRead: [{ url: 'https://a.example', auth: { kind: 'sigv4', region: 'eu-west-1' } }] }),
    says: 'monitoring: backend.prometheus.remoteRead[0].auth: the Prometheus resource has no signature of AWS for what is read',
    hint: 'Log in another way.',
  },
  {
    name: 'a Thanos sidecar without an image',
    declared: prometheus({ thanos: {} }),
    says: 'monitoring: backend.prometheus.thanos.image is missing',
    hint: 'Write it as a pod has it: registry.example/name:tag, without https://.',
  },
  {
    name: 'a raw that is a text',
    declared: prometheus({ raw: 'x' }),
    says: 'monitoring: backend.prometheus.raw: "x" is no mapping',
    hint: 'Write { name: value }.',
  },
  {
    name: 'a timing of alerts without a unit',
    declared: prometheus({ alertTiming: { resendDelay: 60 } }),
    says: 'monitoring: backend.prometheus.alertTiming.resendDelay: 60 is no duration',
    hint: 'Write a text with a unit, such as 30s, or a Duration of cdk8s.',
  },
  {
    name: 'an unknown medium',
    declared: prometheus({ storage: ephemeral('1Gi', { medium: any('Memory') }) }),
    says: 'monitoring: backend.prometheus.storage.medium: "Memory" is not memory',
    hint: 'Did you mean memory?',
  },
  {
    name: 'an access mode that is a number',
    declared: prometheus({ storage: volume('1Gi', { accessModes: any([1]) }) }),
    says: 'monitoring: backend.prometheus.storage.options.accessModes[0]: 1 is no text',
    hint: 'Put it in quotes.',
  },
  {
    name: 'pull secrets that are a text',
    declared: stack({ imagePullSecrets: any('registry') }),
    says: 'monitoring: imagePullSecrets: "registry" is no list',
    hint: 'Write a list: put square brackets around it.',
  },
  {
    name: 'an annotation of all objects that is a number',
    declared: stack({ annotations: any({ owner: 5 }) }),
    says: 'monitoring: annotations.owner: 5 is no text',
    hint: 'Put it in quotes.',
  },
  {
    name: 'a namespace that is selected by a text',
    declared: () => stackOf(() => {}, { backend: standalone(any({ selects: { namespaces: 'all' } })) }),
    says: 'monitoring: backend.selects: a backend has no option selects',
    hint: 'Its options are prometheus and alertmanager.',
  },
  {
    name: 'a resource that kube-state-metrics does not read',
    declared: install(() => kubeStateMetrics({ labelsAllowed: { pod: ['app'] } })),
    says: 'monitoring/kube-state-metrics: labelsAllowed: "pod" is no resource that kube-state-metrics reads',
    hint: 'Did you mean pods?',
  },
  {
    name: 'a log of node_exporter that is true',
    declared: install(() => nodeExporter({ logLevel: any(true) })),
    says: 'monitoring/node-exporter: logLevel: true is not debug, info, warn or error',
    hint: 'Write debug, info, warn or error.',
  },
  {
    name: 'a plug-in that is a URL',
    declared: ofGrafana({ plugins: ['https://grafana.com/plugins/x'] }),
    says: 'monitoring/grafana: plugins[0]: "https://grafana.com/plugins/x" is no plug-in',
    hint: 'Write its id, such as grafana-clock-panel or grafana-clock-panel@2.1.5.',
  },
  {
    name: 'a datasource without a type',
    declared: ofGrafana({ datasources: [{ name: 'Loki', url: 'http://loki:3100' }] }),
    says: 'monitoring/grafana: datasources[0].type is missing',
    hint: 'Write a text in quotes.',
  },
  {
    name: 'a home that is a text',
    declared: ofGrafana({ home: 'start' }),
    says: 'monitoring/grafana: home: "start" is no dashboard',
    hint: "Write dashboard('uid', { ... }).",
  },
  {
    name: 'a sign-in that was not called',
    declared: ofGrafana({ signIn: [ldap] }),
    says: 'monitoring/grafana: signIn[0]: the function ldap is no way to sign in',
    hint: 'Call it: ldap(...).',
  },
  {
    name: 'a sign-in with the secret itself',
    declared: ofGrafana({
      signIn: [
        oidc(any({ name: 'A', clientId: 'a', clientSecret: 'hunter2', authUrl: 'https://a.example', tokenUrl: 'https://a.example' })),
      ],
    }),
    says: 'monitoring/grafana: signIn[0].clientSecret: a text is here, and a reference to a Secret belongs here',
    hint: secret,
  },
  {
    name: 'everybody as an editor',
    declared: ofGrafana({ signIn: [anonymous(any({ role: 'Editor' }))] }),
    says: 'monitoring/grafana: signIn[0].role: "Editor" is not Viewer',
    hint: 'Write Viewer.',
  },
  {
    name: 'a section of grafana.ini that is a list',
    declared: ofGrafana({ ini: { users: ['x'] } }),
    says: 'monitoring/grafana: ini.users: a list is no mapping',
    hint: 'Write { name: value }.',
  },
];
