import { printVersion } from '../text/version';
import { versionOf } from './images';

export type ObjectLabels = Readonly<Record<string, string>>;

/** What Services, policies and disruption budgets select a component's pods by. It never changes: a Deployment's selector cannot. */
export const selectorLabels = (component: string): ObjectLabels => ({ app: component, component: 'monitoring' });

/** What is said of a workload and its pods beside: which one of its name it is, and of which version. */
export const instanceLabels = (component: string, namespace: string, image: string): ObjectLabels => {
  const version = versionOf(image);
  return {
    'app.kubernetes.io/instance': `${namespace}-${component}`,
    ...(version && { 'app.kubernetes.io/version': printVersion(version) }),
  };
};

/** What a stack has made. */
export const ownership: ObjectLabels = { 'app.kubernetes.io/part-of': 'monitoring', 'app.kubernetes.io/managed-by': 'vigie' };

/** The labels of everything that a stack writes (Kubernetes documentation, "Recommended Labels"). */
export const componentLabels = (component: string): ObjectLabels => ({
  ...selectorLabels(component),
  'app.kubernetes.io/name': component,
  ...ownership,
});
