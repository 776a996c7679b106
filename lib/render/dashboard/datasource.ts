import type { JsonObject } from '../../text/json';

/** The datasource that dashboards name; Grafana is provisioned with the same uid. */
export const prometheusDatasource = { name: 'Prometheus', type: 'prometheus', uid: 'prometheus' } as const;

/** How a dashboard names a datasource: that of the stack, or another by its uid, whose type only Grafana knows. */
export const datasourceModel = (uid: string = prometheusDatasource.uid): JsonObject =>
  uid === prometheusDatasource.uid ? { type: prometheusDatasource.type, uid } : { uid };
