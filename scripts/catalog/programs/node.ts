import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { declaredIn } from '../go-source';
import { fetchPage, freePort, goModule, type Kit, tool, until } from '../kit';
import type { Documented, Page, Program } from '../program';

const module = 'github.com/prometheus/node_exporter';
const version = '1.12.1';

// What the fixtures of the project's own end-to-end test cannot stand in for: these read the machine itself (below), or
// a service that has to run.
const ofTheMachine = [
  'filesystem',
  'timex',
  'uname',
  'time',
  'os',
  'netdev',
  'network_route',
  'tcpstat',
  'netclass',
  'swap',
  'netstat',
  'meminfo',
];
const needsService = ['logind', 'ntp', 'perf', 'runit', 'supervisord', 'systemd', 'ethtool', 'selinux'];

// Flags of collectors that add metrics, one by one; those of the project's end-to-end test that only choose devices are in `choices`.
const adding = [
  '--collector.bcache.priorityStats',
  '--collector.cpu.info',
  '--collector.netdev.address-info',
  '--collector.stat.softirq',
  '--collector.netdev.enable-detailed-metrics',
];
const choices = (collector: string): string[] =>
  ({
    cpu: ['--collector.cpu.info.flags-include=^(aes|avx.?)$', '--collector.cpu.info.bugs-include=^(cpu_meltdown|mds)$'],
    arp: ['--no-collector.arp.netlink'],
    netclass: ['--collector.netclass.ignore-invalid-speed', '--collector.netclass.ignored-devices=(dmz|int)'],
    qdisc: ['--collector.qdisc.fixtures=collector/fixtures/qdisc/'],
    sysctl: ['--collector.sysctl.include=kernel.threads-max', '--collector.sysctl.include-info=kernel.seccomp.actions_avail'],
    wifi: ['--collector.wifi.fixtures=collector/fixtures/wifi'],
  })[collector] ?? [];

async function pages(kit: Kit): Promise<Page[]> {
  const source = await goModule(module, `v${version}`);
  cpSync(join(source, 'collector', 'fixtures'), join(kit.folder, 'collector', 'fixtures'), { recursive: true });
  await kit.run('chmod', ['-R', 'u+w', 'collector']);
  const fixtures = join(kit.folder, 'collector', 'fixtures');
  for (const archive of ['sys.ttar', 'udev.ttar'])
    await kit.run('bash', [join(source, 'ttar'), '-C', '.', '-x', '-f', archive], { cwd: fixtures });

  symlinkSync('10', join(fixtures, 'proc', 'self')); // as in the project's repository; a Go module has no links

  const help = await kit.help(tool('node_exporter'));
  const collectors = [...help.matchAll(/--\[no-\]collector\.(\w+)\s+Enable the \w+ collector\s+\(default:\s+(\w+)\)/g)].map(
    ([, name, state]) => ({ name: name!, on: state === 'enabled' }),
  );
  const simulated = collectors.filter(({ name }) => !needsService.includes(name));
  const real = simulated.filter(({ name }) => ofTheMachine.includes(name));

  const read = async (names: readonly string[], flags: readonly string[], onFixtures: boolean): Promise<string> => {
    const port = await freePort();
    const paths = [
      '--path.rootfs=collector/fixtures',
      '--path.procfs=collector/fixtures/proc',
      '--path.sysfs=collector/fixtures/sys',
      '--path.udev.data=collector/fixtures/udev/data',
    ];
    kit.start(tool('node_exporter'), [
      '--collector.disable-defaults',
      ...names.map((name) => `--collector.${name}`),
      ...names.flatMap(choices),
      ...flags,
      ...(onFixtures ? paths : []),
      `--web.listen-address=127.0.0.1:${port}`,
    ]);
    return until(() => fetchPage(`http://127.0.0.1:${port}/metrics`), 20);
  };
  const on = simulated.filter(({ on }) => on).map(({ name }) => name);
  const onMachine = real.filter(({ on }) => on).map(({ name }) => name);
  const found: Page[] = [
    {
      text: await read(
        on.filter((name) => !['filesystem', 'timex', 'uname'].includes(name)),
        [],
        true,
      ),
    },
    { text: await read(onMachine, [], false) },
  ];
  for (const { name, on } of simulated)
    if (!on) found.push({ text: await read([name], [], !ofTheMachine.includes(name)), when: `--collector.${name}` });
  for (const flag of adding) found.push({ text: await read([flag.split('.')[1]!], [flag], !flag.includes('.netdev.')), when: flag });
  return found;
}

/** What the collectors' source declares; what they make of names of the kernel or of devices is not in it. */
async function declared(): Promise<Documented[]> {
  const folder = join(await goModule(module, `v${version}`), 'collector');
  const found = await declaredIn(module, `v${version}`, ['collector']);
  const meminfo = readFileSync(join(folder, 'meminfo_linux.go'), 'utf8');
  return [
    ...found.map(({ file, ...metric }) => {
      const source = readFileSync(join(folder, file), 'utf8');
      const [, quoted, constant, state] = /registerCollector\((?:"(\w+)"|(\w+)), default(Enabled|Disabled)/.exec(source) ?? [];
      const collector = quoted ?? new RegExp(`${constant}\\s*=\\s*"(\\w+)"`).exec(source)?.[1];
      return { ...metric, ...(state === 'Disabled' && collector && { when: `--collector.${collector}` }) };
    }),
    ...[...meminfo.matchAll(/metrics\["(\w+)"\] =/g)].map(([, field]) => ({
      name: `node_memory_${field}`,
      type: 'gauge' as const,
      help: `Memory information field ${field}.`,
      labels: [],
    })),
  ];
}

export const node: Program = {
  name: 'node',
  program: 'node_exporter',
  version,
  live: {
    source: "every collector over the fixtures of the project's end-to-end test, some over a real machine",
    needs: [tool('node_exporter')],
    pages,
  },
  doc: { source: `${module} v${version}, the source of its collectors`, metrics: declared },
  byMachine: /^node_memory_/, // the fields of /proc/meminfo
  // Names that repeat what the kernel, a driver or an administrator calls a thing.
  open: [
    'node_bcachefs_',
    'node_ethtool_',
    'node_hwmon_',
    'node_infiniband_',
    'node_memory_numa_',
    'node_netstat_',
    'node_perf_',
    'node_sockstat_',
    'node_sysctl_',
    'node_vmstat_',
    'node_zfs_',
    'node_zoneinfo_',
  ],
  labelValues: {
    // collector/cpu_linux.go, updateStat
    node_cpu_seconds_total: { mode: ['idle', 'iowait', 'irq', 'nice', 'softirq', 'steal', 'system', 'user'] },
    node_cpu_guest_seconds_total: { mode: ['nice', 'user'] },
  },
};
