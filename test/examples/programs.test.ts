import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type AppProps, YamlOutputType } from 'cdk8s';
import type { Construct } from 'constructs';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import * as vigie from '../../lib';
import { runCheck } from '../../lib/cli/check/check';
import { backends } from '../support/stacks';
import { asSet, type Json, objectsIn } from '../support/written-objects';

const scratch = mkdtempSync(join(tmpdir(), 'vigie-programs-'));
afterAll(() => rmSync(scratch, { recursive: true }));
afterEach(() => {
  vi.doUnmock('../../lib/index');
  vi.doUnmock('cdk8s');
  vi.resetModules();
});

let outputs = 0;

interface Ran {
  readonly outdir: string;
  readonly findings: readonly vigie.Finding[];
}

/** Runs an example as it stands, but for the App that writes it and the backend of its stacks. */
async function run(program: string, backend: vigie.Backend, writer: typeof vigie.MonitoringApp | YamlOutputType): Promise<Ran> {
  const outdir = join(scratch, `${outputs++}`);
  const stacks: vigie.MonitoringStack[] = [];
  class Stack extends vigie.MonitoringStack {
    constructor(scope: Construct, id: string, props: vigie.MonitoringStackProps) {
      // Of an example with a stack for each backend only the one runs.
      const isOther = props.backend !== undefined && props.backend.name !== backend.name;
      super(isOther ? new App() : scope, id, {
        ...props,
        folder: undefined,
        backend: isOther ? props.backend : (props.backend ?? backend),
      });
      if (!isOther) stacks.push(this);
    }
  }
  class OwnApp extends vigie.MonitoringApp {
    constructor() {
      super({ outdir });
    }
  }
  class StockApp extends App {
    constructor(props?: AppProps) {
      super({ ...props, outdir, yamlOutputType: writer as YamlOutputType });
    }
    run() {
      this.synth();
    }
  }
  const Writer = writer === vigie.MonitoringApp ? OwnApp : StockApp;
  vi.doMock('../../lib/index', () => ({ ...vigie, MonitoringStack: Stack, MonitoringApp: Writer }));
  vi.doMock('cdk8s', async (original) => ({ ...(await original<object>()), App: Writer }));
  const stderr = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.resetModules();
  await import(program);
  stderr.mockRestore();
  return { outdir, findings: stacks.flatMap((stack) => stack.findings()) };
}

const programs = [
  ['main.ts', '../../main'],
  ['examples/first-alert.ts', '../../examples/first-alert'],
  ['examples/cluster.ts', '../../examples/cluster'],
  ['examples/databases/main.ts', '../../examples/databases/main'],
  ['examples/iris-team/main.ts', '../../examples/iris-team/main'],
] as const;

describe.each(programs)('%s', (_, program) => {
  describe.each(backends)('for $name', (backend) => {
    let reference: Promise<Ran> | undefined;
    const own = () => (reference ??= run(program, backend, vigie.MonitoringApp));

    test.each([
      YamlOutputType.FILE_PER_APP,
      YamlOutputType.FILE_PER_CHART,
      YamlOutputType.FILE_PER_RESOURCE,
      YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
    ])('writes the same objects by a MonitoringApp and by a stock App with the output type %s', async (type) => {
      const objects = objectsIn((await own()).outdir);
      expect(objects.length).toBeGreaterThan(10);
      expect(objects.filter(({ apiVersion }: Json) => apiVersion === undefined)).toEqual([]);
      expect(asSet(objectsIn((await run(program, backend, type)).outdir))).toEqual(asSet(objects));
    });

    test('has no findings, in the synth and in what it writes', async () => {
      const { outdir, findings } = await own();
      expect(findings).toEqual([]);
      expect(JSON.parse(runCheck([outdir, '--format', 'json']).stdout)).toEqual([]);
    });
  });
});
