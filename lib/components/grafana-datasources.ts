import type { Context } from '../manifests/context';
import { prometheusDatasource } from '../render/dashboard/datasource';
import type { JsonObject } from '../text/json';
import { secretFile } from './grafana-ini';
import type { Datasource } from './grafana-options';

/** The uid by which panels name a datasource. */
export const uidOf = ({ uid, name }: Datasource): string => uid ?? name;

/** The provisioning of datasources: Prometheus, and those that are declared. */
export const provisionedDatasources = ({ prometheusUrl, scrapeInterval }: Context, others: readonly Datasource[]) => ({
  apiVersion: 1,
  prune: true,
  datasources: [
    {
      ...prometheusDatasource,
      url: prometheusUrl,
      access: 'proxy',
      isDefault: true,
      editable: false,
      // Of it Grafana makes $__rate_interval, which else holds too few samples of slower scrapes.
      jsonData: { httpMethod: 'POST', timeInterval: scrapeInterval },
    },
    ...others.map(provisioned),
  ],
});

function provisioned(datasource: Datasource): object {
  const { name, type, url, basicAuth, jsonData, secureJsonData = {} } = datasource;
  const secrets = Object.entries({ ...(basicAuth && { basicAuthPassword: basicAuth.password }), ...secureJsonData });
  return {
    name,
    type,
    uid: uidOf(datasource),
    url,
    access: 'proxy',
    editable: false,
    ...(basicAuth && { basicAuth: true, basicAuthUser: basicAuth.username }),
    ...(jsonData && { jsonData: verbatim(jsonData) }),
    ...(secrets.length > 0 && { secureJsonData: Object.fromEntries(secrets.map(([key, secret]) => [key, secretFile(secret)])) }),
  };
}

/** Grafana replaces variables in provisioning files: a dollar sign is written twice. */
function verbatim(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map(verbatim);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value as JsonObject).map(([key, inner]) => [key, verbatim(inner)]));
}
