import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { debian, fetchPage, freePort, type Kit, pause, until } from '../kit';
import type { Page, Program } from '../program';

/** Sends commands to a Redis and waits until it has answered them. */
const say = (port: number, ...commands: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write([...commands, 'PING', ''].join('\r\n')));
    socket.setTimeout(10_000, () => socket.destroy(new Error(`Redis on ${port} does not answer`)));
    socket.on('error', reject).on('data', (data) => {
      if (!data.toString().endsWith('+PONG\r\n')) return;
      socket.end();
      resolve();
    });
  });

async function pages(kit: Kit): Promise<Page[]> {
  const server = (args: readonly string[]): void =>
    kit.start(debian('bin/redis-server'), ['--bind', '127.0.0.1', '--save', '', '--dir', kit.folder, ...args]);
  const [main, replica, sentinel, cluster] = [await freePort(), await freePort(), await freePort(), await freePort()];
  server([
    '--port',
    String(main),
    '--maxmemory',
    '100mb',
    '--latency-monitor-threshold',
    '1',
    '--appendonly',
    'yes',
    '--appenddirname',
    'main',
    '--latency-tracking',
    'yes',
    '--slowlog-log-slower-than',
    '1',
    '--enable-debug-command',
    'yes',
  ]);
  server(['--port', String(replica), '--replicaof', `127.0.0.1 ${main}`]);
  server(['--port', String(cluster), '--cluster-enabled', 'yes', '--cluster-config-file', 'nodes.conf']);
  writeFileSync(join(kit.folder, 'sentinel.conf'), `port ${sentinel}\nbind 127.0.0.1\nsentinel monitor main 127.0.0.1 ${main} 1\n`);
  kit.start(debian('bin/redis-server'), [join(kit.folder, 'sentinel.conf'), '--sentinel']);
  for (const port of [main, replica, cluster]) await until(() => say(port));
  await say(
    main,
    'SET stock:a 1',
    'SET stock:b 2 EX 1000',
    'LPUSH list a b',
    'HSET hash a 1',
    'XADD stream 1-1 a 1',
    'XGROUP CREATE stream readers 0',
    'XREADGROUP GROUP readers one COUNT 1 STREAMS stream >',
    'DEBUG SLEEP 0.01',
    'GET absent',
    'EVAL "return 1" 0',
    'BGSAVE',
    'WRONG',
  );
  await until(() => say(sentinel));
  await pause(3000);
  const page = async (port: number, ...flags: string[]): Promise<string> => {
    const listen = await freePort();
    kit.start(debian('bin/prometheus-redis-exporter'), [
      `-redis.addr=redis://127.0.0.1:${port}`,
      `-web.listen-address=127.0.0.1:${listen}`,
      ...flags,
    ]);
    return until(async () => {
      const text = await fetchPage(`http://127.0.0.1:${listen}/metrics`);
      if (!/^redis_up 1/m.test(text)) throw new Error('the exporter does not reach Redis');
      return text;
    });
  };
  return [
    { text: await page(main) },
    { text: await page(replica), when: 'a replica' },
    { text: await page(sentinel), when: 'a Sentinel' },
    { text: await page(cluster, '-is-cluster'), when: 'a cluster' },
    {
      text: await page(main, '-check-keys=stock:*', '-check-single-keys=list', '-count-keys=stock:*'),
      when: '-check-keys, -check-single-keys or -count-keys',
    },
    { text: await page(main, '-check-single-streams=stream'), when: '-check-streams or -check-single-streams' },
    { text: await page(main, '-check-key-groups=^(.*):.*$'), when: '-check-key-groups' },
    { text: await page(main, '-export-client-list'), when: '-export-client-list' },
    { text: await page(main, '-include-config-metrics'), when: '-include-config-metrics' },
    { text: await page(main, '-include-system-metrics'), when: '-include-system-metrics' },
    { text: await page(main, '-ping-on-connect'), when: '-ping-on-connect' },
  ];
}

export const redis: Program = {
  name: 'redis',
  program: 'redis_exporter',
  version: '1.69.0',
  live: {
    source: 'Redis 8.0, a main server, a replica, a Sentinel, a cluster',
    needs: [debian('bin/redis-server'), debian('bin/prometheus-redis-exporter')],
    pages,
  },
  // Fields of INFO that this Redis does not have, modules and Tile38 add names.
  open: ['redis_'],
};
