import type { LabelKnowledge } from '../alertmanager/knowledge';

/** An alert that will be routed: what its rule and its expression say of its labels. */
export interface RoutedAlert {
  readonly name: string;
  readonly labels: LabelKnowledge;
  /** The names of the labels that its rule gives it. @default - not known */
  readonly own?: readonly string[];
}

/** What a check of the routing says. */
export interface Judgement {
  readonly message: string;
  readonly hint: string;
  /** Where in Alertmanager's configuration: `route.routes[0]`. */
  readonly path: string;
}

/** The labels of an alert, with its name among them. */
export const labelsOf = ({ name, labels }: RoutedAlert): LabelKnowledge => ({ ...labels, labels: { ...labels.labels, alertname: [name] } });
