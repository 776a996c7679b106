export type LabelSet = Readonly<Record<string, string>>;

/** What Services, policies and disruption budgets select a component's pods by. It never changes: a Deployment's selector cannot. */
export const selectorLabels = (component: string): LabelSet => ({ app: component, component: 'monitoring' });

/** What a stack has made. */
export const ownership: LabelSet = { 'app.kubernetes.io/part-of': 'monitoring', 'app.kubernetes.io/managed-by': 'vigie' };

/** The labels of everything that a stack writes (Kubernetes documentation, "Recommended Labels"). */
export const labelsOf = (component: string): LabelSet => ({
  ...selectorLabels(component),
  'app.kubernetes.io/name': component,
  ...ownership,
});
