import type { AlertmanagerConfiguration } from '../alertmanager/configuration';
import { inhibitionsOf } from '../alertmanager/inhibition';
import type { AlertKnowledge } from '../alertmanager/knowledge';
import { nodesOf, routeTree } from '../alertmanager/tree';
import { labelsOf } from '../promql/label-flow';
import { type LabelSet, presence } from '../promql/labels';
import type { CheckInput, RuleInput } from './check-input';
import { leavesLabel, relabeledValues } from './relabeling';
import { targetNamespacesOf } from './series-namespaces';
import type { RelabelConfig } from './target-labels';

/** An alert that will be routed: what its rule and its expression say of its labels. */
export interface RoutedAlert {
  readonly name: string;
  readonly labels: AlertKnowledge;
  /** The names of the labels that its rule gives it. */
  readonly own: readonly string[];
}

/** The labels of an alert, with its name among them. */
export const labelsOfAlert = ({ name, labels }: RoutedAlert): AlertKnowledge => ({
  ...labels,
  labels: { ...labels.labels, alertname: [name] },
});

/** Every alert, with what is known of the labels that its configuration asks for. */
export function routedAlerts(
  input: CheckInput,
  config: AlertmanagerConfiguration,
): readonly { readonly rule: RuleInput; readonly alert: RoutedAlert }[] {
  const asked = labelsAskedFor(config);
  return input.rules.filter(({ kind }) => kind === 'alert').map((rule) => ({ rule, alert: routedAlert(rule, asked, input) }));
}

function labelsAskedFor(config: AlertmanagerConfiguration): ReadonlySet<string> {
  const matchers = [
    ...nodesOf(routeTree(config).root).flatMap((node) => node.matchers),
    ...inhibitionsOf(config).flatMap(({ source, target }) => [...source, ...target]),
  ];
  return new Set([...matchers.map(({ name }) => name), ...inhibitionsOf(config).flatMap(({ equal }) => equal)]);
}

function routedAlert(
  { name, labels, query }: RuleInput,
  asked: ReadonlySet<string>,
  { knowledge, exposure, externalLabels, alertRelabeling = [] }: CheckInput,
): RoutedAlert {
  // Most labels that are asked for are the rule's own: the query is then not looked at.
  let flown: LabelSet | undefined;
  const result = () => (flown ??= query.expr && labelsOf(query.expr, knowledge));
  const known: Record<string, readonly string[]> = {};
  for (const label of asked) {
    const own = Object.hasOwn(labels, label) ? labels[label] : undefined;
    // A template can become anything.
    if (own !== undefined && !own.includes('{{')) known[label] = [own];
    else if (own === undefined && label !== 'alertname') {
      const set = result();
      const value = set?.values.get(label);
      if (value !== undefined) known[label] = [value];
      else if (label === 'namespace' && set !== undefined && presence(set, label) === 'always') {
        const namespaces = query.expr && targetNamespacesOf(query.expr, exposure);
        if (namespaces !== undefined) known[label] = namespaces;
      } else if (set !== undefined && presence(set, label) === 'never') {
        known[label] = [(Object.hasOwn(externalLabels, label) && externalLabels[label]) || ''];
      }
    }
  }
  return { name, labels: { labels: relabeledAlert(known, name, asked, alertRelabeling) }, own: Object.keys(labels) };
}

/** What is known of an alert's labels when it has left Prometheus. One that is dropped there is dropped on purpose, and goes as it is. */
function relabeledAlert(
  known: Readonly<Record<string, readonly string[]>>,
  name: string,
  asked: ReadonlySet<string>,
  configs: readonly RelabelConfig[],
): Readonly<Record<string, readonly string[]>> {
  if (configs.length === 0) return known;
  const look = (label: string) => (label === 'alertname' ? name : known[label]?.length === 1 ? known[label][0] : undefined);
  const after = relabeledValues(look, configs);
  if (typeof after === 'object') return known;
  return Object.fromEntries(
    [...asked].flatMap((label): [string, readonly string[]][] => {
      const value = after(label);
      if (value !== undefined) return [[label, [value]]];
      return known[label] !== undefined && leavesLabel(label, configs) ? [[label, known[label]]] : [];
    }),
  );
}
