// One synth of main.ts in its parts, as JSON. `clock` comes first: what is imported after it is loaded after it starts.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MonitoringApp, MonitoringStack } from '../../lib';
import { replaceFolder } from '../../lib/stack/folder';
import { lap, start } from './clock';

export interface IrisParts {
  readonly start: number;
  readonly load: number;
  readonly declare: number;
  readonly compile: number;
  readonly checks: number;
  readonly yaml: number;
  readonly write: number;
}

const load = lap();

// main.ts ends with `run`; here it hands over its app instead.
let app: MonitoringApp | undefined;
MonitoringApp.prototype.run = function (this: MonitoringApp) {
  app = this;
};
require('../../main');
const stacks = app!.node.findAll().filter(MonitoringStack.isMonitoringStack);
const declare = lap();

for (const stack of stacks) stack.figures();
const compile = lap();

app!.findings();
const checks = lap();

const files = new Map(stacks.flatMap((stack) => [...stack.files()]));
const yaml = lap();

const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'));
lap();
replaceFolder(join(folder, 'dist'), files);
const write = lap();
rmSync(folder, { recursive: true });

console.log(JSON.stringify({ start, load, declare, compile, checks, yaml, write } satisfies IrisParts));
