import { App, type AppProps } from 'cdk8s';
import type { Finding } from '../model/finding';
import { count } from '../text/list';
import { filesOfApp, overwrittenFiles } from './app-files';
import { findingsIn, printOnce } from './checked-app';
import { wrongOptionsIn } from './compiled';
import { FindingsError, findingCounts, findingText, stops } from './findings';
import { OutputError, replaceFolder } from './folder';
import { writesFolders } from './layout';
import { MonitoringStack } from './monitoring-stack';
import { reportsOf } from './reports';
import { chartsOf } from './tree';

export interface MonitoringAppProps extends Pick<AppProps, 'outdir'> {
  /**
   * `off` writes no report.html. It stands beside the files of each stack that has a Prometheus: what is watched, whom each alert reaches, its
   * rehearsals drawn, findings, dashboards, rights and connections, as one page without a server.
   *
   *     new MonitoringApp({ report: 'off' })
   *
   * @default - the page is written; `kubectl apply -f` and Argo CD pass it over
   */
  readonly report?: 'off';
}

/**
 * A cdk8s app that writes whole or not at all, in time proportional to what it writes. A stack becomes one file for each concern, any
 * other chart one file of its own.
 */
export class MonitoringApp extends App {
  private readonly writesReport: boolean;

  constructor({ report, ...props }: MonitoringAppProps = {}) {
    super({ ...props, outputFileExtension: '.yaml' });
    this.writesReport = report !== 'off';
    writesFolders(this);
  }

  /**
   * Writes the output folder anew, and prints warnings and information. Throws a FindingsError with everything that is wrong before
   * anything is written.
   */
  override synth(): void {
    const findings = this.findings();
    if (findings.some(stops)) throw new FindingsError(findings);
    printOnce(this, findings);
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
      console.error(`${findingCounts(error.findings)}: nothing was written, ${this.outdir} is as it was`);
      process.exitCode = 1;
      return;
    }
    const figures = chartsOf(this)
      .filter(MonitoringStack.isMonitoringStack)
      .map((stack) => stack.figures());
    const sum = (of: (each: (typeof figures)[number]) => number, noun: string) =>
      count(
        figures.reduce((total, each) => total + of(each), 0),
        noun,
      );
    const sums = [sum(({ objects }) => objects, 'object'), sum(({ alerts }) => alerts, 'alert'), sum(({ targets }) => targets, 'target')];
    console.error(`${this.outdir}: ${sums.join(', ')}, ${findingCounts(this.findings())}, ${Math.round(performance.now())} ms`);
  }

  /** What the checks say of the app, and the validations of every construct that is no stack. */
  findings(): readonly Finding[] {
    const wrong = wrongOptionsIn(this);
    if (wrong.some(stops)) return wrong;
    const others = this.node.findAll().filter((construct) => !MonitoringStack.isMonitoringStack(construct));
    const invalid = others.flatMap((construct): Finding[] =>
      construct.node.validate().map((message) => ({ check: 'invalid-construct', severity: 'error', path: construct.node.path, message })),
    );
    return [...findingsIn(this), ...invalid, ...overwrittenFiles(filesOfApp(this))];
  }

  /** The files of the output folder: names below it, and their text. */
  files(): ReadonlyMap<string, string> {
    const files = [...filesOfApp(this), ...(this.writesReport ? reportsOf(this) : [])];
    return new Map(files.map(({ name, text }) => [name, text()]));
  }
}
