import { printVersion } from '../text/version';
import { versionOf } from './images';

export type LabelSet = Readonly<Record<string, string>>;

/** What Services, policies and disruption budgets select a component's pods by. It never changes: a Deployment's selector cannot. */
export const selectorLabels = (component: string): LabelSet => ({ app: component, component: 'monitoring' });

/** What is said of a workload and its pods beside: which one of its name it is, and of which version. */
export const instanceLabels = (component: string, namespace: string, image: string): LabelSet => {
  const version = versionOf(image);
  return {
    'app.kubernetes.io/instance': `${namespace}-${component}`,
    ...(version && { 'app.kubernetes.io/version': printVersion(version) }),
  };
};

/** What a stack has made. */
export const ownership: LabelSet = { 'app.kubernetes.io/part-of': 'monitoring', 'app.kubernetes.io/managed-by': 'vigie' };

/** The labels of everything that a stack writes (Kubernetes documentation, "Recommended Labels"). */
export const labelsOf = (component: string): LabelSet => ({
  ...selectorLabels(component),
  'app.kubernetes.io/name': component,
  ...ownership,
});
