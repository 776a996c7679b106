import { cataloged } from '../catalog/cataloged';
import { catalogs } from '../catalog/catalogs';
import { postgresAlerts } from '../catalog/postgres/alerts';
import { postgresDashboard } from '../catalog/postgres/dashboard';
import type { Component } from '../manifests/component';
import { envVars } from '../manifests/env';
import { exporter } from '../manifests/exporter';
import { addressKind, type ExporterProps, exporterFields, userKind } from '../manifests/exporter-options';
import { logLevel } from '../manifests/option-kinds';
import type { Logging } from '../manifests/program-options';
import { users } from '../manifests/users';
import { tune } from '../model/rule';
import type { SecretKey } from '../model/secret-key';
import { fields, required } from '../model/shape/fields';
import { choiceOf, textLike } from '../model/shape/kinds';
import { secretKeyReference } from '../model/shape/references';

export type PostgresAlert = (typeof postgresAlerts)[number];

export interface PostgresExporterProps extends ExporterProps<PostgresAlert>, Logging {
  /** Where PostgreSQL listens: `postgres.shop:5432`. */
  readonly address: string;
  /** Who asks; a member of `pg_monitor`, which may read statistics and nothing else. */
  readonly user: string | SecretKey;
  readonly password: SecretKey;
  /** The database that it connects to; the statistics are of all. @default postgres */
  readonly database?: string;
  /** `verify-full` reads the authority from `PGSSLROOTCERT`, which `env` and `volumes` give. @default require */
  readonly sslMode?: 'disable' | 'require' | 'verify-full';
}

const optionsKind = fields<PostgresExporterProps>('postgresExporter()', {
  ...exporterFields,
  logLevel,
  address: required(addressKind),
  user: required(userKind),
  password: required(secretKeyReference),
  database: textLike('name of a database', /^[\w-]+$/, 'Write the name of a database, such as postgres.'),
  sslMode: choiceOf('disable', 'require', 'verify-full'),
});

/**
 * A PostgreSQL server, asked by postgres_exporter, with alerts and a dashboard.
 *
 * @example
 * stack.install(postgresExporter({ address: 'postgres.shop:5432', user: 'monitor', password: secretKey('postgres', 'password') }));
 */
export function postgresExporter(props: PostgresExporterProps): Component {
  const {
    address,
    user,
    password,
    database = 'postgres',
    sslMode = 'require',
    interval,
    tune: by = {},
    logLevel,
    ...options
  } = props ?? {};
  const problems = optionsKind(props, '');
  return exporter({
    name: 'postgres-exporter',
    image: 'postgresExporter',
    port: 9187,
    user: users.postgresExporter,
    watch: { metrics: cataloged(catalogs.postgres), alerts: tune(postgresAlerts, by), dashboards: [postgresDashboard] },
    problems,
    server: problems.length > 0 ? '' : address,
    program: {
      env:
        problems.length > 0
          ? []
          : envVars({
              DATA_SOURCE_URI: `${address}/${database}?sslmode=${sslMode}`,
              DATA_SOURCE_USER: user,
              DATA_SOURCE_PASS: password,
            }),
      ...(logLevel && { args: [`--log.level=${logLevel}`] }),
    },
    options,
    interval,
  });
}
