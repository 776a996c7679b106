import type { CheckInput } from '../analysis/check-input';
import { containersOf, podOf } from '../analysis/pods';
import { labelSelectorAt, listAt, mappingAt, mappingsAt, textAt, valueAt } from '../kubernetes/access';
import type { LabelSelector } from '../kubernetes/label-selector';
import { type NamedObject, namespaceOf, titleOf } from '../kubernetes/object';
import { append } from '../text/grouping';
import { html, htmlTable, type Markup } from './html';

type Objects = CheckInput['objects'];
const none = html`<p>There are none among the objects.</p>`;

/** The images of all pods, and who runs them. */
export function imageSection(objects: Objects): Markup {
  const users = new Map<string, string[]>();
  for (const owner of objects) {
    const pod = podOf(owner);
    for (const { json } of pod === undefined ? [] : containersOf(pod)) {
      const image = textAt(json, 'image');
      if (image !== undefined) append(users, image, titleOf(owner.object));
    }
  }
  const rows = [...users].sort(([a], [b]) => (a < b ? -1 : 1)).map(([image, of]) => [image, [...new Set(of)].join(', ')]);
  return htmlTable('Images', ['Image', 'Runs in'], rows) ?? none;
}

/** What each account may do, and where. */
export function permissionSection(objects: Objects): Markup {
  const roles = new Map(
    objects
      .filter(({ object: { kind } }) => kind === 'Role' || kind === 'ClusterRole')
      .map(({ object }) => [`${object.kind} ${object.kind === 'Role' ? namespaceOf(object) : ''}/${object.metadata.name}`, object]),
  );
  const rows = objects.flatMap(({ object: binding }) => {
    if (binding.kind !== 'RoleBinding' && binding.kind !== 'ClusterRoleBinding') return [];
    const kind = textAt(binding, 'roleRef', 'kind') ?? '';
    const name = textAt(binding, 'roleRef', 'name') ?? '';
    const role = roles.get(`${kind} ${kind === 'Role' ? namespaceOf(binding) : ''}/${name}`);
    const scope = binding.kind === 'RoleBinding' ? `in ${namespaceOf(binding)}` : 'in all namespaces';
    const may =
      role === undefined
        ? [`what ${kind} ${name} allows, which is not among the objects`]
        : mappingsAt(role, 'rules').map(([rule]) => ruleInWords(rule));
    return mappingsAt(binding, 'subjects').map(([subject]) => {
      const namespace = textAt(subject, 'namespace') ?? (subject.kind === 'ServiceAccount' ? namespaceOf(binding) : undefined);
      const who = `${textAt(subject, 'kind') ?? ''} ${namespace === undefined ? '' : `${namespace}/`}${textAt(subject, 'name') ?? ''}`;
      return [who, scope, html`${may.map((one, index) => html`${index === 0 ? '' : html`<br>`}${one}`)}`];
    });
  });
  return htmlTable('Permissions', ['Who', 'Where', 'May'], rows) ?? none;
}

function ruleInWords(rule: Readonly<Record<string, unknown>>): string {
  const texts = (field: string) => listAt(rule, field).map(String);
  const groups = texts('apiGroups').filter((group) => group !== '');
  const what = [...texts('resources'), ...texts('nonResourceURLs')].join(', ');
  const names = texts('resourceNames');
  return `${texts('verbs').join(', ')}: ${what}${groups.length === 0 ? '' : ` of ${groups.join(', ')}`}${names.length === 0 ? '' : `, only ${names.join(', ')}`}`;
}

/** The connections that network policies allow. */
export function connectionSection(objects: Objects): Markup {
  const policies = objects.map(({ object }) => object).filter(({ kind }) => kind === 'NetworkPolicy');
  const rows = policies.flatMap((policy) => {
    const pods = selectorInWords(labelSelectorAt(policy, 'spec', 'podSelector'), 'all pods');
    const directions = [...(['ingress', 'egress'] as const)].flatMap((direction) => connectionsOf(policy, direction));
    return (directions.length === 0 ? [['nothing in or out', '', '']] : directions).map((cells) => [titleOf(policy), pods, ...cells]);
  });
  return htmlTable('Connections that network policies allow', ['Policy', 'Pods', 'Direction', 'Peer', 'Ports'], rows) ?? none;
}

function connectionsOf(policy: NamedObject, direction: 'ingress' | 'egress'): readonly (readonly string[])[] {
  const word = direction === 'ingress' ? 'in, from' : 'out, to';
  const types = listAt(policy, 'spec', 'policyTypes');
  const isFor = types.length === 0 ? direction === 'ingress' : types.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  const rules = mappingsAt(policy, 'spec', direction);
  if (rules.length === 0) return isFor ? [[word, 'nobody', '']] : [];
  return rules.map(([rule]) => {
    const peers = mappingsAt(rule, direction === 'ingress' ? 'from' : 'to').map(([peer]) => peerInWords(peer));
    const ports = mappingsAt(rule, 'ports').map(
      ([{ port = 'all', endPort, protocol = 'TCP' }]) => `${port}${endPort === undefined ? '' : `-${endPort}`}/${protocol}`,
    );
    return [word, peers.length === 0 ? 'anybody' : peers.join('; '), ports.length === 0 ? 'all' : ports.join(', ')];
  });
}

function peerInWords(peer: Readonly<Record<string, unknown>>): string {
  const block = mappingAt(peer, 'ipBlock');
  if (peer.ipBlock !== undefined) {
    const except = listAt(block, 'except');
    return `${String(block.cidr)}${except.length === 0 ? '' : ` except ${except.join(', ')}`}`;
  }
  const asked = (field: string) => valueAt(peer, field) !== undefined;
  const pods = asked('podSelector') ? selectorInWords(labelSelectorAt(peer, 'podSelector'), 'all pods') : 'all pods';
  if (!asked('namespaceSelector')) return pods;
  return `${pods} in namespaces ${selectorInWords(labelSelectorAt(peer, 'namespaceSelector'), 'of any name')}`;
}

function selectorInWords({ matchLabels = {}, matchExpressions = [] }: LabelSelector, all: string): string {
  const parts = [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(
      ({ key, operator, values = [] }) => `${key} ${operator}${values.length === 0 ? '' : ` (${values.join(', ')})`}`,
    ),
  ];
  return parts.length === 0 ? all : parts.join(', ');
}
