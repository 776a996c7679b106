// services.ts COUNT BACKEND: one app that watches COUNT services, in its parts, as JSON.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grafana, MonitoringApp, MonitoringStack, operator, type Routing, receiver, secretKey, slack, standalone } from '../../lib';
import { replaceFolder } from '../../lib/stack/folder';
import { lap, processorTime } from './clock';
import { targetOf, watchOf } from './service';

export interface ServicesReport {
  readonly declare: number;
  readonly compile: number;
  readonly checks: number;
  readonly yaml: number;
  readonly write: number;
  /** All of the above, without the start of the process. */
  readonly synth: number;
  /** Of all cores, without the start of the process. */
  readonly processor: number;
  /** Bytes of memory at its highest. */
  readonly peak: number;
  /** Bytes of all files. */
  readonly bytes: number;
  readonly findings: number;
}

const count = Number(process.argv[2]);
const backend = [standalone(), operator()].find(({ name }) => name === process.argv[3]);
if (!Number.isInteger(count) || backend === undefined) throw new Error('usage: services.ts COUNT standalone|operator');

const routing: Routing = {
  receivers: [receiver('default', slack({ channel: '#alerts', webhook: secretKey('alertmanager-slack', 'webhook-url') }))],
  route: { receiver: 'default', groupBy: ['alertname', 'component'] },
};

const before = processorTime();
lap();
const app = new MonitoringApp();
const stack = new MonitoringStack(app, 'monitoring', { namespace: 'monitoring', backend, routing });
for (let index = 0; index < count; index++) stack.monitor(targetOf(index), watchOf(index));
stack.install(grafana());
const declare = lap();

stack.figures();
const compile = lap();

const findings = app.findings().length;
const checks = lap();

const files = stack.files();
const yaml = lap();

const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'));
lap();
replaceFolder(join(folder, 'dist'), files);
const write = lap();
rmSync(folder, { recursive: true });

const processor = processorTime() - before;
const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
const synth = declare + compile + checks + yaml + write;
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ declare, compile, checks, yaml, write, synth, processor, peak, bytes, findings } satisfies ServicesReport));
