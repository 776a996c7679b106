import { type ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Host, hosting, hostOf, isStackHost } from '../backends/attach/host';
import type { InstalledStack } from '../backends/attach/installed-stack';
import { standalone } from '../backends/standalone/standalone';
import type { NamedObject } from '../kubernetes/object';
import { type Component, withBrought } from '../manifests/component';
import { type Namespace, namespaceFrom } from '../manifests/namespace';
import { smallCluster } from '../manifests/size';
import type { Finding } from '../model/finding';
import type { Watch } from '../model/watch';
import { inWords } from '../text/list';
import { nearest } from '../text/nearest';
import { isMapping } from '../yaml/value';
import { findingsIn, validationsOf } from './checked-app';
import { type CompiledStack, compileStack } from './compile';
import { registerStack } from './compiled';
import { FindingsError, stops } from './findings';
import { addedFindings, componentFindings, jobFindings, stackFindings, targetFindings, twiceFindings } from './judge-props';
import { callingLine, childrenMadeBy } from './late-children';
import { type ProbeOptions, type Prober, probeScrape, probeWatch } from './probe-target';
import type { MonitoringStackProps } from './props';
import { routesIn } from './routes';
import { addedWatches } from './rule-groups';
import { probeOptionsKind, scrapeOptionsKind } from './scrape-kinds';
import { type ScrapeOptions, scrapeConfigScrape } from './scrape-target';
import { filesOfStack } from './stack-files';
import { StackObject } from './stack-object';
import { type MonitorOptions, type TargetPorts, type TargetSettings, watchIn } from './target-options';
import { type DeclaredTarget, scrapeOf, type Target, usualJob } from './targets';
import { type ReadTemplates, readTemplates } from './templates';
import { chartsOf, objectsOf } from './tree';

const brand = Symbol.for('cdk8s-vigie.MonitoringStack');

/**
 * What a team watches, and what is needed to watch it. Its objects are ApiObjects, made when somebody first looks at them: declare
 * everything before, patch after.
 */
export class MonitoringStack extends Chart {
  /** True for stacks of any copy of this package. `instanceof` cannot tell: cdk8s makes it true for every chart. */
  static isMonitoringStack(construct: unknown): construct is MonitoringStack {
    return typeof construct === 'object' && construct !== null && brand in construct;
  }

  private readonly components: Component[] = [];
  private readonly targets: DeclaredTarget[] = [];
  private readonly added: Watch[] = [];
  private readonly wrong: Finding[] = [];
  private readonly tenants: MonitoringStack[] = [];
  private compiled?: CompiledStack;
  private read?: ReadTemplates;
  private firstLook?: string;
  private readonly home: Namespace;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: MonitoringStackProps,
  ) {
    const { namespace, labels, folder, accept } = (isMapping(props) ? props : {}) as Partial<MonitoringStackProps>;
    const home = namespaceFrom(typeof namespace === 'string' || isMapping(namespace) ? namespace : '');
    super(scope, id, { namespace: home.name, labels });
    this.home = home;
    Object.defineProperty(this, brand, { value: true });
    registerStack(this, { compile: () => this.compile(), wrongOptions: () => this.wrongOptions(), folder, accept });
    childrenMadeBy(this.node, () => this.makeObjects());
    hostOf(isMapping(props) ? props.backend : undefined)?.admit(this);
    this.node.addValidation({ validate: () => validationsOf(this, (findings) => this.among(findings)) });
  }

  /** What a stack with `attach(this)` is attached to: this one, or what this one is attached to itself. */
  get [hosting](): Host | InstalledStack {
    const { backend = standalone(), routing } = this.props;
    const { attachedTo } = backend;
    if (attachedTo !== undefined) return isStackHost(attachedTo) ? attachedTo[hosting] : (attachedTo as InstalledStack);
    return {
      kind: 'host',
      path: this.node.path,
      namespace: this.home.name,
      backend,
      isRouted: routing !== undefined,
      components: () => withBrought(this.components).map(({ name }) => name),
      admit: (tenant) => this.admit(tenant as MonitoringStack),
    };
  }

  /** Runs something, and watches it. */
  install(...components: readonly Component[]): void {
    this.assertOpen();
    for (const component of components) {
      const wrong = componentFindings(this.node.path, component);
      this.wrong.push(...wrong);
      if (wrong.length === 0) this.components.push(component);
    }
  }

  /** Watches what already runs. */
  monitor(target: Target, options: MonitorOptions = {}): void {
    this.assertOpen();
    const wrong = targetFindings(this.node.path, target, options);
    this.wrong.push(...wrong);
    if (wrong.length > 0) return;
    const { watch, settings } = watchIn(options);
    const name = options.job ?? usualJob(target);
    this.targets.push({ name, watch, scrape: scrapeOf(target, this.home.name, settings as TargetSettings & TargetPorts, watch) });
  }

  /** Watches what an address or a discovery finds, in the cluster or outside. */
  scrape(job: string, options: ScrapeOptions): void {
    this.assertOpen();
    const wrong = jobFindings(this.node.path, job, options, scrapeOptionsKind);
    this.wrong.push(...wrong);
    if (wrong.length > 0) return;
    const { watch, settings } = watchIn(options);
    this.targets.push({ name: job, watch, scrape: scrapeConfigScrape(job, this.home.name, settings, watch) });
  }

  /** Asks through a prober, such as a blackbox exporter, whether targets answer. */
  probe<const P extends Prober>(job: string, options: ProbeOptions<P>): void {
    this.assertOpen();
    const wrong = jobFindings(this.node.path, job, options, probeOptionsKind);
    this.wrong.push(...wrong);
    if (wrong.length > 0) return;
    const { watch: said, settings } = watchIn(options as ProbeOptions);
    const watch = probeWatch(said);
    this.targets.push({ name: job, watch, scrape: probeScrape(job, this.home.name, settings, watch) });
  }

  /** Adds rules and dashboards of no single target: `stack.add({ ruleGroups: rulesFrom('alerts.yaml') })`. */
  add(watch: Omit<Watch, 'metrics'>): void {
    this.assertOpen();
    const wrong = addedFindings(this.node.path, watch);
    this.wrong.push(...wrong);
    if (wrong.length === 0) this.added.push(watch);
  }

  /**
   * An object of the stack, to be patched: `stack.object('ConfigMap', 'grafana-config')`. The stack takes no declaration after it.
   * Throws a RangeError where there is none of this kind and name.
   */
  object(kind: string, name: string): ApiObject {
    this.compile();
    const objects = objectsOf(this);
    const found = objects.find((object) => object.kind === kind && object.name === name);
    if (found !== undefined) return found;
    const names = objects.filter((object) => object.kind === kind).map((object) => object.name);
    const kinds = [...new Set(objects.map((object) => object.kind))].sort();
    const similar = names.length > 0 ? nearest(name, names) : nearest(kind, kinds);
    const known = names.length > 0 ? `its objects of this kind are ${inWords(names)}` : `its kinds are ${inWords(kinds)}`;
    throw new RangeError(`${this.node.path} has no ${kind} ${name}: ${similar === undefined ? known : `did you mean ${similar}?`}`);
  }

  /** What the checks say of the stack. */
  findings(): readonly Finding[] {
    return this.among(findingsIn(this.node.root));
  }

  private wrongOptions(): readonly Finding[] {
    const targets = [...this.targets, ...withBrought(this.components)].map(({ name, watch = {} }) => ({ name, watch }));
    const watches = [...targets, ...addedWatches(this.added)];
    const { path } = this.node;
    const ofStack = stackFindings(path, this.props);
    // What is no routing names no files.
    const ofFiles = ofStack.some(stops) ? [] : this.templates().findings;
    return [...ofStack, ...ofFiles, ...this.wrong, ...twiceFindings(path, this.components, watches)];
  }

  /** How much the stack is, for a summary. */
  figures(): { readonly objects: number; readonly alerts: number; readonly targets: number } {
    return { ...this.compile().figures, objects: objectsOf(this).length };
  }

  /** The stack's files: names under the output folder, and their text. */
  files(): ReadonlyMap<string, string> {
    return new Map(filesOfStack(this).map(({ name, text }) => [name, text()]));
  }

  override toJson(): NamedObject[] {
    return super.toJson() as NamedObject[];
  }

  /** Those findings that are about the stack; the first stack of an app has those too that are about none. */
  private among(findings: readonly Finding[]): readonly Finding[] {
    const stacks = chartsOf(this.node.root).filter(MonitoringStack.isMonitoringStack);
    const isIn = (stack: Chart, { path = '' }: Finding) => path === stack.node.path || path.startsWith(`${stack.node.path}/`);
    return findings.filter((finding) => isIn(this, finding) || (stacks[0] === this && !stacks.some((stack) => isIn(stack, finding))));
  }

  private admit(tenant: MonitoringStack): void {
    const { path } = this.node;
    const refuse = (message: string, hint: string) =>
      tenant.wrong.push({ check: 'wrong-option', severity: 'error', path: tenant.node.path, message: `backend: ${message}`, hint });
    if (tenant.node.root !== this.node.root) {
      refuse(`the stack ${path} is in another app`, 'Attach it to a stack of its own app.');
    } else if (this.compiled !== undefined) {
      const where = this.firstLook === undefined ? '' : ` at ${this.firstLook}`;
      refuse(
        `the objects of the stack ${path} were made${where}`,
        'Declare the stacks that are attached to it before somebody looks at it.',
      );
    } else this.tenants.push(tenant);
  }

  private makeObjects(): void {
    if (this.wrongOptions().some(stops)) return;
    for (const [file, objects] of this.compile().files) {
      for (const object of objects) new StackObject(this, this.freeId(object), withMetadata(object, this.props), file);
    }
  }

  /** `Deployment prometheus`; with its namespace, or a number, where that is taken. */
  private freeId({ kind, metadata: { name, namespace } }: NamedObject): string {
    const id = `${kind} ${name}`;
    if (this.node.tryFindChild(id) === undefined) return id;
    const withNamespace = `${id} (${namespace})`;
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? withNamespace : `${withNamespace} ${number}`;
      if (this.node.tryFindChild(candidate) === undefined) return candidate;
    }
  }

  private compile(): CompiledStack {
    if (this.compiled !== undefined) return this.compiled;
    const wrong = this.wrongOptions();
    if (wrong.some(stops)) throw new FindingsError(wrong);
    this.firstLook = callingLine();
    this.compiled = compileStack(
      { components: this.components, targets: this.targets, added: this.added },
      {
        backend: standalone(),
        scrapeInterval: '30s' as const,
        cluster: smallCluster,
        ...this.props,
        path: this.node.path,
        namespace: this.home,
        templates: this.templates().templates,
        tenants: this.tenants.filter((tenant) => !tenant.wrongOptions().some(stops)).map((tenant) => tenant.compile()),
      },
      routesIn(this.node.root, (construct) => construct !== this && MonitoringStack.isMonitoringStack(construct)),
    );
    return this.compiled;
  }

  /** Read once: what is judged is what is written. */
  private templates(): ReadTemplates {
    return (this.read ??= readTemplates(this.node.path, this.props.routing));
  }

  private assertOpen(): void {
    if (this.compiled === undefined) return;
    const where = this.firstLook === undefined ? '' : ` at ${this.firstLook}`;
    throw new Error(
      `${this.node.path}: its objects were made${where}, where somebody first looked at them: declare everything before that`,
    );
  }
}

/** An object with the labels and annotations that all objects of a stack have; its own win. */
function withMetadata(object: NamedObject, { labels, annotations }: Pick<MonitoringStackProps, 'labels' | 'annotations'>): NamedObject {
  if (labels === undefined && annotations === undefined) return object;
  const { metadata } = object;
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(labels && { labels: { ...labels, ...metadata.labels } }),
      ...(annotations && { annotations: { ...annotations, ...metadata.annotations } }),
    },
  };
}
