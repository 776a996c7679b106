import type { ObjectInput } from '../../analysis/check-input';
import { type Found, foundIn } from '../../analysis/found';
import { mappingsAt } from '../../kubernetes/access';
import { check } from '../check';

/** The lists of endpoints of prometheus-operator's monitors. */
const lists: Readonly<Record<string, string>> = { ServiceMonitor: 'endpoints', PodMonitor: 'podMetricsEndpoints' };

const ports = ['port', 'targetPort', 'portNumber'];
/** Fields that say what becomes of the samples, and not what is scraped. */
const relabelings = new Set(['relabelings', 'metricRelabelings']);

export const endpointWithoutPort = check('endpoint-without-port', {
  finds: 'an endpoint of a monitor that names no port, beside one that does, or that has relabelings alone',
  severity: 'warning',
  *run({ objects }) {
    for (const judged of objects) {
      const list = lists[judged.object.kind];
      if (list !== undefined && judged.object.apiVersion.startsWith('monitoring.coreos.com/')) yield* withoutPort(judged, list);
    }
  },
});

function* withoutPort(judged: ObjectInput, list: string): Iterable<Found> {
  const endpoints = mappingsAt(judged.object, 'spec', list);
  const isNamed = (endpoint: object) => ports.some((field) => (endpoint as Readonly<Record<string, unknown>>)[field] !== undefined);
  const areSomeNamed = endpoints.some(([endpoint]) => isNamed(endpoint));
  for (const [endpoint, index] of endpoints) {
    const fields = Object.keys(endpoint);
    const hasOnlyRelabelings = fields.length > 0 && fields.every((field) => relabelings.has(field));
    if (isNamed(endpoint) || !(areSomeNamed || hasOnlyRelabelings)) continue;
    yield foundIn(judged, {
      message: `${list}[${index}] names no port, so every port of the ${judged.object.kind === 'PodMonitor' ? 'pods' : 'Service and of its pods'} is scraped`,
      hint: hasOnlyRelabelings
        ? 'a dash too many? Write the relabelings into the endpoint above; otherwise name its port'
        : 'name its port',
      at: ['spec', list, index],
    });
  }
}
