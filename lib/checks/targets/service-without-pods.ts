import type { CheckInput } from '../../analysis/check-input';
import { foundIn } from '../../analysis/found';
import { groupOf } from '../../analysis/pods';
import { wiringOf } from '../../analysis/services';
import { namespaceOf } from '../../kubernetes/object';
import { nearest } from '../../text/nearest';
import { check } from '../check';

export const serviceWithoutPods = check('service-without-pods', {
  finds: 'a Service that selects no pod',
  severity: { declared: 'warning', manifests: 'info' },
  *run(input) {
    const { services, podsByNamespace } = wiringOf(input);
    const keys = new Set([...podsByNamespace.values()].flat().flatMap(({ labels }) => Object.keys(labels)));
    const open = openNamespaces(input);
    for (const { service, namespace, selector, pods } of services) {
      // Objects without a namespace get theirs when they are applied, and not all of them the same.
      const named = service.object.metadata.namespace !== undefined;
      if (!named || pods.length > 0 || !podsByNamespace.has(namespace) || open.has(namespace)) continue;
      // A program may label its own pods, as Patroni does its leader.
      const isLabelledLater = ([key]: readonly [string, string]) => !keys.has(key) && nearest(key, keys) === undefined;
      const [later, given] = [
        Object.entries(selector).filter(isLabelledLater),
        Object.entries(selector).filter((each) => !isLabelledLater(each)),
      ];
      const own = podsByNamespace.get(namespace)!;
      if (later.length > 0 && given.length > 0 && own.some(({ labels }) => given.every(([key, value]) => labels[key] === value))) continue;
      const wanted = Object.entries(selector)
        .map(([key, value]) => `${key}=${value}`)
        .join(',');
      yield foundIn(service, {
        message: `it finds pods with ${wanted}, and no workload in ${namespace} makes such pods`,
        hint: 'select the labels that the template of the pods has, or leave the Service out',
        at: ['spec', 'selector'],
      });
    }
  },
});

/** Resources of prometheus-operator that make no pods. */
const podless: ReadonlySet<string> = new Set([
  'ServiceMonitor',
  'PodMonitor',
  'Probe',
  'ScrapeConfig',
  'PrometheusRule',
  'AlertmanagerConfig',
]);

/**
 * Where pods may be that are not in the input: kube-system has static pods, which the kubelet makes of files, and a custom
 * resource may have a controller that makes some.
 */
function openNamespaces({ objects }: CheckInput): ReadonlySet<string> {
  const open = new Set(['kube-system']);
  for (const { object } of objects) {
    const group = groupOf(object);
    const isBuiltIn = !group.includes('.') || (group.endsWith('.k8s.io') && !group.endsWith('.x-k8s.io'));
    if (!isBuiltIn && !(group === 'monitoring.coreos.com' && podless.has(object.kind))) open.add(namespaceOf(object));
  }
  return open;
}
