import { fires, quiet, series } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { up } from '../../model/synthetic';
import { promql } from '../../promql/tag';
import { bucketsOf, minutesAfter } from '../rehearsed';
import { aboutEtcd } from './own';

const { own, component, at, of, who, job } = aboutEtcd;
const cluster = { job: at.job };

/** Three members: of each, its number and what `up` was. */
const members = (...values: readonly string[]) =>
  values.map((each, index) => series(up, { ...at, instance: `10.0.0.${index}:2381` }, each));

/** Whether the members are there and agree on a leader. */
export const memberAlerts = [
  alert('etcdMembersDown', {
    thresholds: { failures: { perSecond: 0.01, min: 0, is: 'how often a member may fail to reach another one' } },
    expr: ({ failures }) => promql`
      count by (job) (${up}{${job}} == 0)
      or count by (job) (sum by (job, To) (rate(${own.etcd_network_peer_sent_failures_total}{${job}}[2m])) > ${failures})`,
    for: '20m',
    severity: 'warning',
    component,
    summary: '{{ $value }} members of etcd are down.',
    description: 'They do not answer, or the others do not reach them. While more than half are there, the cluster works.',
    rehearsals: ({ failures }) => {
      const to = (perSecond: number) =>
        of(own.etcd_network_peer_sent_failures_total, `0+${perSecond * 60}x300`, { To: '8e9e05c52164694d' });
      return [
        { ...fires('25m', cluster, ...members('1x90', '1x90', '1x2 0x90')), title: 'one of three does not answer' },
        { ...fires('25m', cluster, ...members('1x90', '1x90'), to(failures * 2)), title: 'a member is not reached' },
        { ...quiet('40m', ...members('1x90', '1x90', '1x2 0x12 1x90')), title: 'one is upgraded' },
        { ...quiet('40m', ...members('1x90', '1x90'), to(failures * 0.5)), title: 'a call fails now and then' },
      ];
    },
  }),
  alert('etcdInsufficientMembers', {
    expr: promql`sum by (job) (${up}{${job}}) < (count by (job) (${up}{${job}}) + 1) / 2`,
    for: '3m',
    severity: 'critical',
    component,
    summary: 'Only {{ $value }} members of etcd are there.',
    description: 'They are too few to agree: nothing in the cluster can be changed any more.',
    rehearsals: [
      fires('8m', cluster, ...members('1x90', '1x3 0x90', '1x2 0x90')),
      { ...fires('8m', cluster, ...members('1x3 0x90', '1x3 0x90', '1x2 0x90')), title: 'none is left' },
      { ...quiet('20m', ...members('1x90', '1x90', '1x2 0x90')), title: 'two of three are enough' },
      { ...quiet('20m', ...members('1x90', '1x2 0x2 1x90', '1x2 0x90')), title: 'a second one is started again' },
    ],
  }),
  alert('etcdNoLeader', {
    expr: promql`${own.etcd_server_has_leader}{${job}} == 0`,
    for: '1m',
    severity: 'critical',
    component,
    summary: `${who} has no leader.`,
    description: 'It takes no writes. If the others have one, it is cut off from them.',
    rehearsals: [
      fires('4m30s', at, of(own.etcd_server_has_leader, '1x2 0x30')),
      { ...quiet('5m', of(own.etcd_server_has_leader, '1x2 0 1x30')), title: 'an election' },
    ],
  }),
  alert('etcdHighNumberOfLeaderChanges', {
    thresholds: { changes: { count: 4, min: 0, is: 'how often the leader changes within 15 minutes' } },
    // Each member counts the changes that it sees: the one that has seen most has seen all.
    expr: ({ changes }) => promql`
      increase(max by (job) (${own.etcd_server_leader_changes_seen_total}{${job}})[15m:1m]) >= ${changes}`,
    for: '5m',
    severity: 'warning',
    component,
    summary: 'The leader of etcd changed {{ $value | printf "%.0f" }} times within 15 minutes.',
    description: 'A disk or the network between the members is too slow, or a member is short of CPU.',
    rehearsals: ({ changes }) => {
      const seen = (often: number, instance: string) =>
        series(
          own.etcd_server_leader_changes_seen_total,
          { ...at, instance },
          often === 0 ? '7x60' : `7x5 ${Array.from({ length: often }, (_, i) => 8 + i).join(' ')} ${7 + often}x60`,
        );
      return [
        fires(minutesAfter('12m', Math.ceil(changes)), cluster, seen(Math.ceil(changes) + 1, 'a'), seen(Math.ceil(changes) + 1, 'b')),
        { ...quiet('15m', ...['a', 'b', 'c'].map((each) => seen(1, each))), title: 'one election, which three members see' },
      ];
    },
  }),
  alert('etcdMemberCommunicationSlow', {
    thresholds: { slow: { seconds: '150ms', min: 0, is: 'how long a call between members may take' } },
    expr: ({ slow }) => promql`
      histogram_quantile(0.99, rate(${own.etcd_network_peer_round_trip_time_seconds.bucket}{${job}}[5m])) > ${slow}`,
    for: '10m',
    severity: 'warning',
    component,
    summary: `${who} waits {{ $value | humanizeDuration }} for member {{ $labels.To }}.`,
    description: 'The network between them is slow, or the other one is busy.',
    rehearsals: ({ slow }) => {
      const peer = { To: '8e9e05c52164694d' };
      const taking = (quick: number) =>
        bucketsOf(own.etcd_network_peer_round_trip_time_seconds, { ...at, ...peer }, [
          [slow * 0.8, quick],
          [slow * 2, 60],
        ]);
      return [fires('15m', { ...at, ...peer }, ...taking(30)), quiet('30m', ...taking(60))];
    },
  }),
  alert('etcdHighNumberOfFailedProposals', {
    thresholds: { failed: { count: 5, min: 0, is: 'changes that fail within 15 minutes' } },
    expr: ({ failed }) => promql`increase(${own.etcd_server_proposals_failed_total}{${job}}[15m]) > ${failed}`,
    for: '15m',
    severity: 'warning',
    component,
    summary: `${who} lost {{ $value | printf "%.0f" }} changes within 15 minutes.`,
    description: 'The members did not agree on them: the leader changed, or too few members were there.',
    rehearsals: ({ failed }) => {
      const losing = (each15m: number) => of(own.etcd_server_proposals_failed_total, `0+${Number((each15m / 15).toPrecision(6))}x300`);
      return [
        fires('28m', at, losing(failed * 3)),
        quiet('60m', losing(failed * 0.8)),
        {
          ...quiet('60m', of(own.etcd_server_proposals_failed_total, `0x10 ${Math.ceil(failed)}x300`)),
          title: 'one election took some with it',
        },
      ];
    },
  }),
] as const;
