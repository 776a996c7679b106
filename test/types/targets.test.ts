import { expect, test } from 'vitest';
import {
  authorization,
  basicAuth,
  type MonitoringStack,
  type MonitorOptions,
  prober,
  relabel,
  secretKey,
  sigv4,
  staticTargets,
  type Target,
} from '../../lib';

declare const stack: MonitoringStack;
declare const target: Target;

/** What does not compile is refused before anything runs: the type checker judges this file as a part of `npm test`. */
export function wrongTargets(): void {
  stack.monitor(target, { endpoints: [{ port: 'http' }, { port: 'admin', path: '/stats' }], interval: '1m' });
  // @ts-expect-error one port or several endpoints
  stack.monitor(target, { port: 'http', endpoints: [{ port: 'admin' }] });
  // @ts-expect-error a limit is of all endpoints
  stack.monitor(target, { endpoints: [{ port: 'http', sampleLimit: 5 }] });
  // @ts-expect-error no duration of Prometheus
  stack.monitor(target, { interval: '1.5m' });
  // @ts-expect-error a secret is never a text
  stack.monitor(target, { auth: 'hunter2' });
  stack.monitor(target, { auth: authorization(secretKey('minio', 'token')) });
  // @ts-expect-error a secret is never a text
  stack.monitor(target, { auth: basicAuth({ username: 'scraper', password: 'hunter2' }) });
  // @ts-expect-error Prometheus signs no scrape
  stack.monitor(target, { auth: sigv4({ region: 'eu-west-1' }) });
  // @ts-expect-error `false` says nothing: what is there by default is taken away by 'off'
  stack.monitor(target, { honorTimestamps: false });
  // @ts-expect-error no scheme of Prometheus
  stack.monitor(target, { scheme: 'ftp' });
  // @ts-expect-error a size has a unit
  stack.monitor(target, { bodySizeLimit: 512 });
  // @ts-expect-error a rule for a label has both
  stack.monitor(target, { relabelings: [relabel.keep('rack')] });
  // @ts-expect-error no action of relabeling
  stack.monitor(target, { relabelings: [{ action: 'keeep' }] });
  // @ts-expect-error a Service by its name has a port
  stack.monitor({ service: 'minio' });
  const blackbox = prober('blackbox:9115', { modules: ['http_2xx', 'icmp'] });
  stack.probe('website', { prober: blackbox, module: 'http_2xx', targets: ['https://shop.example'] });
  // @ts-expect-error no such module
  stack.probe('mail', { prober: blackbox, module: 'smtp', targets: ['mail:25'] });
  // @ts-expect-error a Probe has no honorLabels
  stack.probe('website', { prober: blackbox, module: 'icmp', targets: ['a'], honorLabels: true });
  stack.scrape('vms', { discover: { ec2SDConfigs: [{ region: 'eu-west-1', port: 9100 }] } });
  // @ts-expect-error what finds the targets
  stack.scrape('vms', {});
  // @ts-expect-error no discovery of a ScrapeConfig
  stack.scrape('vms', { discover: { awsSDConfigs: [{ region: 'eu-west-1' }] } });
  // @ts-expect-error a discovery of HTTP has a URL
  stack.scrape('vms', { discover: { httpSDConfigs: [{}] } });
  // @ts-expect-error the port of a scrape is part of the address
  stack.scrape('vms', { discover: staticTargets(['10.0.0.7:9100']), port: 9100 });
  const several: MonitorOptions = { endpoints: [{ port: 1 }] };
  expect(several).toBeDefined();
}

test('wrong combinations do not compile', () => {
  expect(wrongTargets).toBeTypeOf('function');
});
