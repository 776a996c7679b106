import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { MetricType } from '../../../lib/model/metric';
import { goModule } from '../kit';
import type { Documented } from '../program';

export const version = '1.36.3';
const list = 'test/instrumentation/documentation/documentation-list.yaml';

interface Item {
  readonly name: string;
  readonly namespace?: string;
  readonly subsystem?: string;
  readonly help?: string;
  readonly type: string;
  readonly labels?: readonly string[];
  readonly constLabels?: Readonly<Record<string, string>>;
  readonly buckets?: readonly number[];
  readonly deprecatedVersion?: string;
  readonly componentEndpoints: readonly { readonly component: string; readonly endpoint: string }[];
}

let items: readonly Item[] | undefined;

/** What Kubernetes' own list of metrics says of one endpoint of a component. */
export async function documentedBy(component: string, endpoint = '/metrics'): Promise<Documented[]> {
  items ??= load(readFileSync(join(await goModule('k8s.io/kubernetes', `v${version}`), list), 'utf8')) as Item[];
  return items
    .filter((item) => item.componentEndpoints.some((at) => at.component === component && at.endpoint === endpoint))
    .map((item) => ({
      name: [item.namespace, item.subsystem, item.name].filter(Boolean).join('_'),
      type: typeOf(item),
      help: item.help?.replace(/\s+/g, ' ').trim() ?? '',
      labels: [...(item.labels ?? []), ...Object.keys(item.constLabels ?? {})],
      ...(item.buckets && {
        buckets: item.buckets
          .map(Number)
          .filter(Number.isFinite)
          .sort((a, b) => a - b),
      }),
    }));
}

export const source = `k8s.io/kubernetes v${version}, ${list}`;

/** A custom collector's type is not in the list: its name tells counters, by the naming rules that Kubernetes' own linter enforces. */
function typeOf({ type, name }: Item): MetricType {
  switch (type) {
    case 'Counter':
    case 'Gauge':
    case 'Histogram':
    case 'Summary':
      return type.toLowerCase() as MetricType;
    case 'TimingRatioHistogram':
      return 'histogram';
    case 'Custom':
      return name.endsWith('_total') ? 'counter' : 'gauge';
    default:
      throw new Error(`${name} has a type that is not known here: ${type}`);
  }
}
