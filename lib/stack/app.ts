import { ApiObject, App, type AppProps, Chart, Names } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Finding } from '../model/finding';
import { toYamlDocuments } from './documents';
import { FindingsError, findingText, stops } from './findings';
import { OutputError, replaceFolder } from './folder';
import { MonitoringStack } from './monitoring-stack';

export type MonitoringAppProps = Pick<AppProps, 'outdir'>;

/**
 * A cdk8s app that writes whole or not at all, in time proportional to what it writes. A stack becomes one file for each concern, any
 * other chart one file of its own.
 */
export class MonitoringApp extends App {
  constructor(props: MonitoringAppProps = {}) {
    super({ ...props, outputFileExtension: '.yaml' });
  }

  /** Writes the output folder anew. Throws a FindingsError with everything that is wrong before anything is written. */
  override synth(): void {
    const findings = this.findings();
    if (findings.some(stops)) throw new FindingsError(findings);
    replaceFolder(this.outdir, this.files());
  }

  /** What `main.ts` ends with: a synth, its findings and one summary line on stderr, and exit code 1 where nothing was written. */
  run(): void {
    try {
      this.synth();
    } catch (error) {
      if (error instanceof OutputError) {
        console.error(`vigie: ${error.message}`);
        process.exitCode = 2;
        return;
      }
      if (!(error instanceof FindingsError)) throw error;
      console.error(error.findings.map(findingText).join('\n'));
      console.error(`${count(error.findings.filter(stops).length, 'error')}: nothing was written, ${this.outdir} is as it was`);
      process.exitCode = 1;
      return;
    }
    const findings = this.findings();
    const stacks = this.stacks().map((stack) => stack.figures());
    const sum = (of: (figures: ReturnType<MonitoringStack['figures']>) => number) =>
      stacks.reduce((total, figures) => total + of(figures), 0);
    for (const finding of findings) console.error(findingText(finding));
    const figures = [
      count(
        sum((f) => f.objects),
        'object',
      ),
      count(
        sum((f) => f.alerts),
        'alert',
      ),
      count(
        sum((f) => f.targets),
        'target',
      ),
      count(findings.length, 'finding'),
    ];
    console.error(`${this.outdir}: ${figures.join(', ')}, ${Math.round(performance.now())} ms`);
  }

  /** What the checks say of every stack, and the validations of every other construct. */
  findings(): readonly Finding[] {
    const others = this.node.findAll().filter((construct) => !MonitoringStack.isMonitoringStack(construct));
    const invalid = others.flatMap((construct): Finding[] =>
      construct.node.validate().map((message) => ({ check: 'invalid-construct', severity: 'error', path: construct.node.path, message })),
    );
    return [...this.stacks().flatMap((stack) => stack.findings()), ...invalid];
  }

  private stacks(): readonly MonitoringStack[] {
    return this.node.findAll().filter(MonitoringStack.isMonitoringStack);
  }

  private files(): ReadonlyMap<string, string> {
    const files = new Map<string, string>();
    for (const chart of chartsOf(this)) {
      if (MonitoringStack.isMonitoringStack(chart)) {
        for (const [file, text] of chart.files()) files.set(file, text);
        continue;
      }
      const objects = objectsOf(chart);
      if (objects.length > 0) files.set(`${Names.toDnsLabel(chart, { includeHash: false })}.yaml`, toYamlDocuments(objects));
    }
    return files;
  }
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;

const chartsOf = (app: App) => app.node.findAll().filter((construct): construct is Chart => Chart.isChart(construct));

/** A chart with dependencies is left to cdk8s, which sorts its objects; to ask it for every chart would judge the whole app each time. */
function objectsOf(chart: Chart): readonly object[] {
  const constructs = inside(chart);
  if (constructs.some(({ node }) => node.dependencies.length > 0)) return chart.toJson() as object[];
  return constructs
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .map((object) => object.toJson() as object);
}

/** A chart's constructs without those of charts inside it. */
function inside(chart: IConstruct): IConstruct[] {
  return chart.node.children.flatMap((child) => (Chart.isChart(child) ? [] : [child, ...inside(child)]));
}
