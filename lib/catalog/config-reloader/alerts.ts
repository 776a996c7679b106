import { fires, quiet } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { historiesOf } from '../rehearsed';
import { metricsOf } from '../source';

const own = metricsOf(catalogs['config-reloader']);
const at = { namespace: 'monitoring', job: 'config-reloader', instance: '10.1.0.7:8080', pod: 'prometheus-prometheus-0' };
const of = historiesOf(at);

/** The container beside Prometheus and Alertmanager that makes them read a new configuration. */
export const configReloaderAlerts = [
  alert('ConfigReloaderSidecarErrors', {
    expr: promql`max_over_time(${own.reloader_last_reload_successful}[5m]) == 0`,
    for: '10m',
    severity: 'warning',
    component: 'prometheus',
    summary: 'The program beside {{ $labels.namespace }}/{{ $labels.pod }} has not reloaded its configuration.',
    description: 'It works with an old one: the new one is not valid, or cannot be read.',
    rehearsals: [
      fires('18m', at, of(own.reloader_last_reload_successful, '1x2 0x60')),
      { ...quiet('40m', of(own.reloader_last_reload_successful, '1x2 0x8 1x60')), title: 'it is mended within minutes' },
    ],
  }),
] as const;
