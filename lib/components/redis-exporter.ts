import { cataloged } from '../catalog/cataloged';
import { catalogs } from '../catalog/catalogs';
import { redisAlerts } from '../catalog/redis/alerts';
import { redisDashboard } from '../catalog/redis/dashboard';
import type { Component } from '../manifests/component';
import { envVars } from '../manifests/env';
import { exporter } from '../manifests/exporter';
import { addressKind, type ExporterProps, exporterFields, userKind } from '../manifests/exporter-options';
import { users } from '../manifests/users';
import { tune } from '../model/rule';
import type { SecretKey } from '../model/secret-key';
import { fields, required } from '../model/shape/fields';
import { yes } from '../model/shape/kinds';
import { secretKeyReference } from '../model/shape/references';

export type RedisAlert = (typeof redisAlerts)[number];

export interface RedisExporterProps extends ExporterProps<RedisAlert> {
  /** Where Redis, or Valkey, listens: `redis.shop:6379`. */
  readonly address: string;
  /** A user of the access control list. @default - Redis' own user `default` */
  readonly user?: string | SecretKey;
  /** @default - it lets everybody in */
  readonly password?: SecretKey;
  /** It speaks TLS. @default - it does not */
  readonly tls?: true;
}

const optionsKind = fields<RedisExporterProps>('redisExporter()', {
  ...exporterFields,
  address: required(addressKind),
  user: userKind,
  password: secretKeyReference,
  tls: yes,
});

/**
 * A Redis server, asked by redis_exporter, with alerts and a dashboard.
 *
 * @example
 * stack.install(redisExporter({ address: 'redis.shop:6379', password: secretKey('redis', 'password') }));
 */
export function redisExporter(props: RedisExporterProps): Component {
  const { address, user, password, tls, interval, tune: by = {}, ...options } = props ?? {};
  const problems = optionsKind(props, '');
  return exporter({
    name: 'redis-exporter',
    image: 'redisExporter',
    port: 9121,
    user: users.redisExporter,
    watch: { metrics: cataloged(catalogs.redis), alerts: tune(redisAlerts, by), dashboards: [redisDashboard] },
    problems,
    server: problems.length > 0 ? '' : address,
    program: {
      env:
        problems.length > 0
          ? []
          : envVars({
              REDIS_ADDR: `${tls ? 'rediss' : 'redis'}://${address}`,
              ...(user !== undefined && { REDIS_USER: user }),
              ...(password !== undefined && { REDIS_PASSWORD: password }),
            }),
    },
    options,
    interval,
  });
}
