import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredBelow } from '../go-source';
import { debian, fetchPage, freePort, type Kit, until } from '../kit';
import type { Page, Program } from '../program';

const version = '0.17.2';

async function pages(kit: Kit): Promise<Page[]> {
  const data = join(kit.folder, 'data');
  mkdirSync(data);
  const share = debian('root/usr/share/mariadb');
  const common = [
    '--no-defaults',
    '--user=root',
    `--basedir=${debian('root/usr')}`,
    `--datadir=${data}`,
    `--lc-messages-dir=${share}`,
    `--plugin-dir=${debian('root/usr/lib/mysql/plugin')}`,
  ];
  const tables = [
    'mariadb_system_tables',
    'mariadb_performance_tables',
    'mariadb_system_tables_data',
    'fill_help_tables',
    'mariadb_sys_schema',
  ].map((file) => readFileSync(join(share, `${file}.sql`), 'utf8'));
  await kit.run(debian('bin/mariadbd'), [...common, '--bootstrap'], {
    input: ['create database mysql;', 'use mysql;', ...tables].join('\n'),
  });
  const port = await freePort();
  const socket = join(kit.folder, 'sock');
  writeFileSync(
    join(kit.folder, 'init.sql'),
    `create database shop;
create table shop.orders (id int auto_increment primary key, note varchar(9)) engine=innodb;
insert into shop.orders (note) values ('a'), ('b');
select * from shop.orders;
create database heartbeat;
create table heartbeat.heartbeat (ts varchar(26) not null, server_id int unsigned primary key);
insert into heartbeat.heartbeat values (now(6), 1);
create user 'exporter'@'127.0.0.1' identified by 'exporter';
grant all on *.* to 'exporter'@'127.0.0.1';
change master to master_host='127.0.0.1', master_port=1, master_user='nobody';
`,
  );
  kit.start(debian('bin/mariadbd'), [
    ...common,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    `--socket=${socket}`,
    `--init-file=${join(kit.folder, 'init.sql')}`,
    '--log-bin=bin',
    '--server-id=1',
    '--performance-schema=on',
    '--userstat=on',
    '--pid-file=pid',
    '--performance-schema-instrument=%=on',
    '--performance-schema-consumer-events-statements-history-long=on',
    '--performance-schema-consumer-events-waits-current=on',
  ]);
  writeFileSync(join(kit.folder, 'my.cnf'), `[client]\nuser=exporter\npassword=exporter\nhost=127.0.0.1\nport=${port}\n`);
  const help = await kit.help(debian('bin/prometheus-mysqld-exporter'));
  const choices =
    /\.(database|table|utc|limit|timelimit|digest_text_limit|filter|remove_prefix|min_time|processes_by_\w+|databases|privileges)$/;
  const flags = [...help.matchAll(/--(?:\[no-\])?(collect\.[\w.]+)\s/g)].map(([, flag]) => flag!).filter((flag) => !choices.test(flag));
  const page = async (args: readonly string[]): Promise<string> => {
    const listen = await freePort();
    kit.start(debian('bin/prometheus-mysqld-exporter'), [
      `--config.my-cnf=${join(kit.folder, 'my.cnf')}`,
      `--web.listen-address=127.0.0.1:${listen}`,
      ...args,
    ]);
    return until(async () => {
      const text = await fetchPage(`http://127.0.0.1:${listen}/metrics`);
      if (!/^mysql_up 1/m.test(text)) throw new Error('the exporter does not reach MariaDB');
      return text;
    });
  };
  const byDefault = { text: await page([]) };
  const more: Page[] = [];
  for (const flag of flags) more.push({ text: await page([`--${flag}`]), when: `--${flag}` });
  more.push({ text: await page(['--collect.mysql.user', '--collect.mysql.user.privileges']), when: '--collect.mysql.user.privileges' });
  return [byDefault, ...more];
}

export const mysql: Program = {
  name: 'mysql',
  program: 'mysqld_exporter',
  version,
  live: { source: 'MariaDB 11.8, every collector', needs: [debian('bin/mariadbd'), debian('bin/prometheus-mysqld-exporter')], pages },
  doc: {
    source: `mysqld_exporter ${version}, its source`,
    metrics: async () =>
      (await declaredBelow([debian('source/prometheus-mysqld-exporter')])).filter(({ name }) => name.startsWith('mysql_')),
  },
  // Named after the server's own variables and counters, which MySQL and MariaDB do not share.
  open: [
    'mysql_engine_innodb_',
    'mysql_engine_tokudb_',
    'mysql_global_status_',
    'mysql_global_variables_',
    'mysql_info_schema_innodb_metrics_',
    'mysql_slave_status_',
  ],
};
