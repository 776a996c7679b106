import type { CheckInput, ObjectInput } from '../../analysis/check-input';
import { type Found, foundAt, foundIn } from '../../analysis/found';
import { missedBy, type Sidecar, sidecarsOf } from '../../analysis/grafana/sidecars';
import { namespaceOf, titleOf } from '../../kubernetes/object';
import { inWords } from '../../text/list';
import { check } from '../check';

export const lostDashboard = check('lost-dashboard', {
  finds: 'a dashboard that no Grafana gets: it is declared where there is none, or its ConfigMap is not the one that a sidecar asks for',
  severity: 'warning',
  *run(input) {
    const { dashboards } = input;
    yield* missedConfigMaps(input);
    const lost = dashboards.filter(({ isDelivered }) => isDelivered === false);
    if (lost.length === 0) return;
    yield foundAt(lost[0]!.place, {
      message: `no Grafana gets the dashboard${lost.length === 1 ? '' : 's'} ${inWords(lost.map(({ title }) => title))}`,
      hint: 'Install grafana() in this stack, or leave the dashboards out.',
    });
  },
});

/** ConfigMaps with dashboards that no sidecar brings, though one nearly does. */
function* missedConfigMaps(input: CheckInput): Iterable<Found> {
  const sidecars = sidecarsOf(input);
  if (sidecars.length === 0) return;
  const holders = new Set(input.dashboards.map(({ place }) => place.object));
  // A dashboard that is declared names no object: it is a file of the ConfigMap that brings it.
  const files = new Set(input.dashboards.flatMap(({ uid, place }) => (place.object === undefined ? [`${uid}.json`] : [])));
  const holdsDeclared = ({ data }: ObjectInput['object']) =>
    typeof data === 'object' && data !== null && Object.keys(data).some((key) => files.has(key));
  for (const judged of input.objects) {
    const { object } = judged;
    if (object.kind !== 'ConfigMap' || !(holders.has(titleOf(object)) || holdsDeclared(object))) continue;
    const answers = sidecars.map((sidecar) => ({ sidecar, why: missedBy(sidecar, object) }));
    if (answers.some(({ why }) => why === 'taken')) continue;
    for (const { sidecar, why } of answers) {
      if (why === undefined || why === 'taken') continue;
      yield foundIn(judged, {
        ...words(sidecar, why, namespaceOf(object)),
        at: ['metadata', why.kind === 'namespace' ? 'namespace' : 'labels'],
      });
      break;
    }
  }
}

function words({ label, value, namespaces }: Sidecar, why: Exclude<ReturnType<typeof missedBy>, 'taken' | undefined>, namespace: string) {
  const wanted = value === undefined ? label : `${label}: ${JSON.stringify(value)}`;
  if (why.kind === 'namespace') {
    const places = Array.isArray(namespaces) ? inWords(namespaces) : '';
    return {
      message: `Grafana never shows this dashboard: its sidecar looks in the namespace ${places}, and the ConfigMap is in ${namespace}`,
      hint: `move it to ${places}, or set NAMESPACE of the sidecar to ALL`,
    };
  }
  const has = why.kind === 'key' ? `the label ${why.has}` : `the label ${label}: ${JSON.stringify(why.has)}`;
  return {
    message: `Grafana never shows this dashboard: its sidecar asks for the label ${wanted}, and the ConfigMap has ${has}`,
    hint: `write ${wanted}`,
  };
}
