import { Chart, Cron, Duration, Size } from 'cdk8s';
import { CronJob, Deployment, Job } from 'cdk8s-plus-27';
import { expect, test } from 'vitest';
import {
  type AnyDuration,
  alert,
  type Bytes,
  fires,
  MonitoringApp,
  MonitoringStack,
  promql,
  quiet,
  receiver,
  secretKey,
  slack,
} from '../../lib';

const takes = (_: AnyDuration): void => {};
const weighs = (_: Bytes): void => {};

/** What does not compile is refused before anything runs: the type checker reads this file as a part of `npm test`. */
export function wrongDeclarations(): void {
  for (const duration of ['30s', '100ms', '5m', '1h30m', '1d12h', '1w2d', '1m30s', '105s', '1000s', '0s', '15d', '1y'] as const)
    takes(duration);
  takes(Duration.seconds(90));
  // @ts-expect-error a fraction
  takes('1.5h');
  // @ts-expect-error a sign
  takes('-5m');
  // @ts-expect-error no unit
  takes('30');
  // @ts-expect-error seconds of what?
  takes(30);
  // @ts-expect-error an unknown unit
  takes('2 weeks');
  // @ts-expect-error units go from large to small
  takes('30m1h');

  weighs('20Gi');
  weighs(Size.gibibytes(20));
  // @ts-expect-error a size in powers of 1000 is no size of a volume
  weighs('60G');
  // @ts-expect-error 60 of what?
  weighs(60);

  const expr = promql`up == 0`;
  alert('A', { expr, severity: 'info', summary: 'x', for: Duration.minutes(5), labels: { team: 'shop' } });
  // @ts-expect-error a duration has no sign
  alert('B', { expr, severity: 'info', summary: 'x', for: '-5m' });
  // @ts-expect-error the severity is said once
  alert('C', { expr, severity: 'info', summary: 'x', labels: { severity: 'critical' } });
  // @ts-expect-error the component is said once
  alert('D', { expr, severity: 'info', summary: 'x', labels: { component: 'api' } });
  // @ts-expect-error the name of an alert is its label alertname
  alert('E', { expr, severity: 'info', summary: 'x', labels: { alertname: 'F' } });
  // @ts-expect-error a time is a duration
  fires('soon', {});
  // @ts-expect-error a time is a duration
  quiet(5);

  const app = new MonitoringApp();
  const stack = new MonitoringStack(app, 'jobs', { namespace: 'jobs' });
  const chart = new Chart(app, 'team');
  stack.monitor(new Deployment(chart, 'api'));
  // @ts-expect-error a Job has no pods to find
  stack.monitor(new Job(chart, 'job'));
  // @ts-expect-error a CronJob has no pods to find
  stack.monitor(new CronJob(chart, 'night', { schedule: Cron.daily() }));

  const team = receiver('team', { pagerdutyConfigs: [{ routingKey: secretKey('pager', 'key') }] });
  // @ts-expect-error a routing key is a secret
  receiver('team', { pagerdutyConfigs: [{ routingKey: 'key' }] });
  // @ts-expect-error no channel of a receiver
  receiver('team', { carrierPigeonConfigs: [] });
  // @ts-expect-error a receiver is no channel of another
  receiver('team', team, 'mail');
  // @ts-expect-error a channel of Slack begins with #
  slack({ channel: 'shop', webhook: secretKey('slack', 'url') });
}

test('wrong declarations are refused by the type checker', () => expect(wrongDeclarations).toBeTypeOf('function'));
