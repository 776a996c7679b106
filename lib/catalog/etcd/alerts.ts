import { databaseAlerts } from './database-alerts';
import { memberAlerts } from './member-alerts';
import { etcdRequestAlerts } from './request-alerts';

/** The members of an etcd cluster. */
export const etcdAlerts = [...memberAlerts, ...etcdRequestAlerts, ...databaseAlerts] as const;
