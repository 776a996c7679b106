import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { declaredBelow } from '../go-source';
import { debian, fetchPage, freePort, type Kit, pause, until } from '../kit';
import type { Page, Program } from '../program';

const server = '/usr/lib/postgresql/15/bin';
const version = '0.17.1';

// PostgreSQL refuses to run as root.
const nobody = 65534;
const asNobody = ['--reuid', String(nobody), '--regid', String(nobody), '--clear-groups'];

async function pages(kit: Kit): Promise<Page[]> {
  const [first, second] = [await freePort(), await freePort()];
  const folder = join(kit.folder, 'postgres');
  mkdirSync(folder);
  chownSync(kit.folder, nobody, nobody);
  chownSync(folder, nobody, nobody);
  const run = (program: string, ...args: string[]): Promise<string> =>
    kit.run('setpriv', [...asNobody, join(server, program), ...args], { cwd: folder });
  const start = (data: string, port: number): void =>
    kit.start(
      'setpriv',
      [
        ...asNobody,
        join(server, 'postgres'),
        '-D',
        data,
        '-p',
        String(port),
        '-k',
        folder,
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'wal_level=logical',
        '-c',
        'shared_preload_libraries=pg_stat_statements',
        '-c',
        'hot_standby=on',
      ],
      { cwd: folder },
    );
  const psql = (port: number, statement: string): string[] => [
    '-h',
    folder,
    '-p',
    String(port),
    '-U',
    'admin',
    '-d',
    'postgres',
    '-c',
    statement,
  ];
  const sql = (port: number, statement: string): Promise<string> => run('psql', ...psql(port, statement));
  await run('initdb', '-D', 'one', '-U', 'admin', '-A', 'trust');
  start('one', first);
  await until(() => sql(first, 'select 1'));
  await sql(first, 'create extension pg_stat_statements');
  await sql(first, 'create table orders (id int primary key, note text)');
  await sql(first, "insert into orders select n, 'x' from generate_series(1, 1000) n");
  await sql(first, 'vacuum analyze orders');
  await sql(first, "select pg_create_physical_replication_slot('standby', true)");
  await sql(first, "select pg_create_logical_replication_slot('changes', 'test_decoding')");
  await run('pg_basebackup', '-h', folder, '-p', String(first), '-U', 'admin', '-D', 'two', '-R', '-S', 'standby', '-X', 'stream');
  start('two', second);
  await until(() => sql(second, 'select 1'));
  // A transaction and a statement that stay open while the pages are read.
  for (const statement of ['begin; select * from orders; select pg_sleep(60)', 'select pg_sleep(60)'])
    kit.start('setpriv', [...asNobody, join(server, 'psql'), ...psql(first, statement)], { cwd: folder });
  await pause(2000);
  const help = await kit.help(debian('bin/prometheus-postgres-exporter'));
  const off = [...help.matchAll(/--(?:\[no-\])?collector\.(\w+)\s+Enable\s+the\s+\w+\s+collector\s+\(default:\s+disabled\)/g)].map(
    ([, name]) => name!,
  );
  const page = async (port: number, flags: readonly string[]): Promise<string> => {
    const listen = await freePort();
    kit.start(debian('bin/prometheus-postgres-exporter'), [...flags, `--web.listen-address=127.0.0.1:${listen}`], {
      env: { DATA_SOURCE_NAME: `postgresql://admin@127.0.0.1:${port}/postgres?sslmode=disable` },
    });
    await until(() => fetchPage(`http://127.0.0.1:${listen}/metrics`));
    return until(async () => {
      const text = await fetchPage(`http://127.0.0.1:${listen}/metrics`);
      if (!/^pg_up 1/m.test(text)) throw new Error('the exporter does not reach PostgreSQL');
      return text;
    }, 20);
  };
  return [
    { text: await page(first, []) },
    { text: await page(second, []), when: 'a standby' },
    ...(await Promise.all(
      off.map(async (name) => {
        const flag = `--collector.${name}`;
        return { text: await page(name === 'stat_wal_receiver' ? second : first, [flag]), when: flag };
      }),
    )),
  ];
}

export const postgres: Program = {
  name: 'postgres',
  program: 'postgres_exporter',
  version,
  live: {
    source: 'PostgreSQL 15, a primary and a standby, every collector',
    needs: [join(server, 'postgres'), debian('bin/prometheus-postgres-exporter')],
    pages,
  },
  doc: {
    source: `postgres_exporter ${version}, its source`,
    metrics: async () =>
      (await declaredBelow([debian('source/prometheus-postgres-exporter')])).filter(({ name }) => name.startsWith('pg_')),
  },
  open: ['pg_settings_'],
};
