import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { standalone } from '../backends/standalone/standalone';
import type { Component } from '../manifests/component';
import { smallCluster } from '../manifests/size';
import type { KubernetesObject } from '../model/custom-resource';
import type { Finding } from '../model/finding';
import { findingsOf } from './check-input';
import { type CompiledStack, compileStack } from './compile';
import { toYamlDocuments } from './documents';
import { findingText, stops } from './findings';
import type { DeclaredTarget, MonitoringStackProps, MonitorOptions } from './props';
import { routesIn } from './routes';
import { scrapeOf, type Target } from './targets';

const brand = Symbol.for('cdk8s-vigie.MonitoringStack');

/** What a team watches, and what is needed to watch it. */
export class MonitoringStack extends Chart {
  /** True for stacks of any copy of this package. `instanceof` cannot tell: cdk8s makes it true for every chart. */
  static isMonitoringStack(construct: unknown): construct is MonitoringStack {
    return typeof construct === 'object' && construct !== null && brand in construct;
  }

  private readonly components: Component[] = [];
  private readonly targets: DeclaredTarget[] = [];
  private compiled?: CompiledStack;
  private judged?: readonly Finding[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: MonitoringStackProps,
  ) {
    super(scope, id, { namespace: props.namespace });
    Object.defineProperty(this, brand, { value: true });
    this.node.addValidation({ validate: () => this.findings().filter(stops).map(findingText) });
  }

  /** Runs something, and watches it. */
  install(...components: readonly Component[]): void {
    this.assertOpen();
    this.components.push(...components);
  }

  /** Watches what already runs. Throws a RangeError where the Service or workload lacks the port. */
  monitor(target: Target, { port, path, job = target.name, ...watch }: MonitorOptions = {}): void {
    this.assertOpen();
    this.targets.push({ name: job, watch, scrape: scrapeOf(target, { namespace: this.props.namespace, job, port, path }, watch) });
  }

  /** What the checks say of the stack. */
  findings(): readonly Finding[] {
    this.judged ??= findingsOf(this.node.path, this.compile());
    return this.judged;
  }

  /** How much the stack is, for a summary. */
  figures(): { readonly objects: number; readonly alerts: number; readonly targets: number } {
    return this.compile().figures;
  }

  /** The stack's files: names under the output folder, and their text. */
  files(): ReadonlyMap<string, string> {
    const { files, texts } = this.compile();
    const folder = this.props.folder === undefined ? '' : `${this.props.folder}/`;
    const yaml = [...files].map(([name, objects]) => [`${folder}${name}`, toYamlDocuments(objects)] as const);
    return new Map([...yaml, ...[...texts].map(([name, text]) => [`${folder}${name}`, text] as const)]);
  }

  /** All objects, for an app that writes each chart as one file. */
  override toJson(): KubernetesObject[] {
    return [...this.compile().files.values()].flat().concat(super.toJson() as KubernetesObject[]);
  }

  private compile(): CompiledStack {
    this.compiled ??= compileStack(
      { components: this.components, targets: this.targets },
      {
        backend: standalone(),
        scrapeInterval: '30s',
        cluster: smallCluster,
        podSecurity: 'restricted',
        ...this.props,
      },
      routesIn(this.node.root, (construct) => construct !== this && MonitoringStack.isMonitoringStack(construct)),
    );
    return this.compiled;
  }

  private assertOpen(): void {
    if (this.compiled !== undefined) throw new Error(`${this.node.path} is compiled already: declare everything before the synth`);
  }
}
