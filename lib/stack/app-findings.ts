import { type CheckInput, installedPath, type ObjectInput, type RuleInput } from '../analysis/check-input';
import { namespacesOf } from '../analysis/monitors';
import { operatorsObjects, readersOf, selection } from '../analysis/operator-selection';
import type { PlayedBefore } from '../analysis/play/rehearsed';
import { checks } from '../checks';
import { documentsOfConstructs } from '../input/documents';
import { type Beside, inputFromDocuments } from '../input/model';
import { type NamedObject, namespaceOf, titleOf } from '../kubernetes/object';
import { secondsOf } from '../model/duration';
import type { Finding } from '../model/finding';
import type { AppObjects, StackOfApp } from './app-objects';
import { type DeclaredStack, declaredInput, installedObjects } from './check-input';
import { onceEach } from './once-each';
import { byStack, stacksIn, type Tenancy, tenanciesOf } from './tenancies';

/** An app as it was judged. */
export interface JudgedApp {
  readonly findings: readonly Finding[];
  /** Each stack that has a Prometheus, as the checks saw it with those that are attached to it. */
  readonly judged: readonly { readonly tenancy: Tenancy; readonly input: CheckInput }[];
}

/**
 * What the backends and the checks say of an app. What a stack declares is checked as declared. What was made by hand, or changed by a
 * patch, is read as `vigie check` reads the written files, beside the objects of the stacks.
 */
export function judgeApp({ stacks, handMade }: AppObjects): JudgedApp {
  const patched = stacks.flatMap(patchedIn);
  const read = [...handMade, ...patched];
  const documents = documentsOfConstructs(read);
  const manifests = inputFromDocuments(documents).model;
  const paths = { read: pathsOf(read), patched: pathsOf(patched), stacks: pathsOf(stacks) };
  const playedBefore: PlayedBefore = new Map();
  const tenancies = tenanciesOf(stacks);
  const inputs = tenancies.map((tenancy) => ({ ...inputOf(tenancy, manifests, paths.patched), playedBefore }));
  const found = tenancies.flatMap((tenancy, index) => {
    const input = inputs[index]!;
    const all = run(input).filter(({ path: at }) => at === undefined || (at !== installedPath && !paths.read.has(at)));
    return byStack(tenancy, all).flatMap(([{ path, compiled }, own]) => [
      ...compiled.rejections.map((finding) => ({ path, ...finding })),
      ...compiled.refused.map(
        ({ component, ...why }): Finding => ({ check: 'not-taken', severity: 'error', path: `${path}/${component}`, ...why }),
      ),
      ...onceEach(path, compiled, input.scrapes, own),
    ]);
  });

  const together = stacksTogether(stacks);
  const judged = tenancies.map((tenancy, index) => ({ tenancy, input: inputs[index]! }));
  if (read.length === 0 && together.length < 2) return { findings: found, judged };
  const known = new Set(found.flatMap((finding) => [titled(finding), untitled(finding)]));
  const beside = besideOf(
    judged.filter(({ tenancy }) => together.includes(tenancy.host)),
    manifests,
    paths.read,
  );
  const input = inputFromDocuments(documents, beside).model;
  const rules = input.rules.map((rule) => (paths.patched.has(rule.place.path ?? '') ? { ...rule, ...declaredBeside(rule, stacks) } : rule));
  const more = run({ ...input, rules }).filter((finding) => {
    const { path = '', object } = finding;
    if (paths.patched.has(path)) return !known.has(untitled(finding));
    return paths.read.has(path) || (paths.stacks.has(path) && object !== undefined && !known.has(titled(finding)));
  });
  return { findings: [...found, ...more], judged };
}

/** What the object of a rule that was patched does not hold: the stack declares it. */
function declaredBeside({ kind, name, place }: RuleInput, stacks: readonly StackOfApp[]): Partial<RuleInput> {
  const stack = stacks.find(({ path }) => place.path?.startsWith(`${path}/`));
  if (kind !== 'alert' || stack === undefined) return { getsRunbook: true };
  const { groups, evaluationInterval } = stack.compiled.monitoring;
  const declared = groups.flatMap((group) => group.rules).find((rule) => rule.kind === 'alert' && rule.name === name);
  return {
    getsRunbook: true,
    playedEvery: secondsOf(evaluationInterval) * 1000,
    ...(declared?.kind === 'alert' && { rehearsals: declared.rehearsals }),
  };
}

const run = (input: CheckInput): readonly Finding[] => checks.flatMap((check) => check.run(input));

const titled = ({ check, object, message }: Finding): string => JSON.stringify([check, object, message]);
const untitled = ({ check, message }: Finding): string => JSON.stringify([check, message]);

const pathsOf = (things: readonly { readonly path: string }[]): ReadonlySet<string> => new Set(things.map(({ path }) => path));
const patchedIn = ({ objects }: StackOfApp) => objects.filter(({ object, original }) => object !== original);

/** What a stack declares, with what was made by hand beside it, which it may scrape, read and be read by. */
function inputOf(tenancy: Tenancy, manifests: CheckInput, patched: ReadonlySet<string>): CheckInput {
  const { host, tenants } = tenancy;
  const stacks = stacksIn(tenancy);
  const now = stacks.flatMap(({ objects }) => objects.map(({ object }) => object));
  const isRead = monitorReader([...now, ...(host.compiled.configuration.installed?.objects ?? [])]);
  const looked = new Set(
    stacks.flatMap(({ compiled: { monitoring } }) => [
      monitoring.context.namespace,
      ...monitoring.scrapes.flatMap(({ monitor }) => lookedIn(monitor) ?? ['*']),
    ]),
  );
  const isNear = ({ object }: ObjectInput) =>
    looked.has('*') || object.metadata.namespace === undefined || looked.has(object.metadata.namespace);
  const routed = contentOf(patchedIn(host)).routing;
  return declaredInput(withoutReplaced(host), tenants.map(withoutReplaced), {
    rules: manifests.rules,
    dashboards: manifests.dashboards,
    scrapes: manifests.scrapes.filter(({ monitor, place }) => !patched.has(place.path!) && isRead(monitor)),
    objects: [...manifests.objects.filter((one) => !patched.has(one.place.path!) && isNear(one)), ...existingIn(stacks, manifests.objects)],
    ...(routed !== undefined && manifests.routing !== undefined && { routing: manifests.routing }),
  });
}

/** The namespaces that stacks say exist, each once; where the app makes them they are known better. */
function existingIn(stacks: readonly StackOfApp[], objects: readonly ObjectInput[]): readonly ObjectInput[] {
  const isMade = new Set(objects.filter(({ object }) => object.kind === 'Namespace').map(({ object }) => object.metadata.name));
  const described = stacks.flatMap(({ path, compiled }) => compiled.existingNamespaces.map((object) => ({ object, place: { path } })));
  return [...new Map(described.map((one) => [one.object.metadata.name, one])).values()].filter(
    ({ object }) => !isMade.has(object.metadata.name),
  );
}

/** The rules, dashboards and routing that objects held before they were patched: they are read from the patched ones. */
const contentOf = (patched: readonly { readonly path: string; readonly original: NamedObject }[]): CheckInput =>
  inputFromDocuments(documentsOfConstructs(patched.map(({ path, original }) => ({ path, object: original })))).model;

/** A stack as it is declared, without what its patched objects hold. */
function withoutReplaced(stack: StackOfApp): DeclaredStack {
  const { path, compiled } = stack;
  const objects = stack.objects.map(({ object }) => object);
  const patched = new Map(patchedIn(stack).map(({ object, original }) => [original, object]));
  if (patched.size === 0) return { path, compiled, objects };
  const replaced = contentOf(patchedIn(stack));
  const groups = new Set(replaced.groups?.map(({ name }) => name));
  const uids = new Set(replaced.dashboards.map(({ uid }) => uid));
  const { monitoring } = compiled;
  return {
    path,
    objects,
    compiled: {
      ...compiled,
      dashboards: compiled.dashboards.filter(({ uid }) => !uids.has(uid)),
      monitoring: {
        ...monitoring,
        groups: monitoring.groups.filter(({ name }) => !groups.has(name)),
        scrapes: monitoring.scrapes.map((scrape) => ({ ...scrape, monitor: patched.get(scrape.monitor) ?? scrape.monitor })),
      },
    },
  };
}

/** Whether the Prometheus of a stack reads a monitor that was made by hand; one that is configured by files reads none. */
function monitorReader(objects: readonly NamedObject[]): (monitor: NamedObject) => boolean {
  const own = { objects: objects.map((object) => ({ object, place: {} })) };
  const byKind = operatorsObjects(own);
  return (object) => {
    const monitor = { object, place: {} };
    return readersOf(monitor, byKind).some((reader) => selection(reader, monitor, new Map()).kind !== 'unselected');
  };
}

const lookedIn = (monitor: NamedObject): readonly string[] | undefined =>
  monitor.kind === 'ServiceMonitor' || monitor.kind === 'PodMonitor' ? namespacesOf(monitor) : [];

/** They were played with their stack. */
const withoutRehearsals = ({ rehearsals, ...rule }: RuleInput): RuleInput => rule;

/** What stands beside manifests in an app. Where they hold neither rules nor dashboards, only its objects and scrapes matter. */
function besideOf(checked: JudgedApp['judged'], manifests: CheckInput, read: ReadonlySet<string>): Beside {
  const isDeclared = ({ place }: Pick<ObjectInput, 'place'>) => !read.has(place.path ?? '');
  const holdsQueries = manifests.rules.length + manifests.dashboards.length > 0 || manifests.routing !== undefined;
  const stacks = checked.flatMap(({ tenancy }) => stacksIn(tenancy));
  const made = stacks.flatMap(({ path, objects }) =>
    objects.filter((one) => !read.has(one.path)).map(({ object }) => ({ object, place: { path, object: titleOf(object) } })),
  );
  // Several stacks may be attached to the same one.
  const installed = new Set(checked.flatMap(({ tenancy }) => tenancy.host.compiled.configuration.installed ?? []));
  const patched = new Set(stacks.flatMap((stack) => patchedIn(stack).map(({ object }) => object)));
  const routings = checked.flatMap(({ input: { routing } }) => (routing === undefined || routing === 'nobody' ? [] : [routing]));
  return {
    rules: holdsQueries ? checked.flatMap(({ input }) => input.rules.filter(isDeclared).map(withoutRehearsals)) : [],
    dashboards: holdsQueries ? checked.flatMap(({ input }) => input.dashboards.filter(isDeclared)) : [],
    scrapes: [
      ...checked.flatMap(({ input }) =>
        input.scrapes.filter(({ monitor, place }) => !patched.has(monitor) && place.path !== installedPath),
      ),
      ...[...installed].flatMap(({ scrapes }) => scrapes),
    ],
    objects: [...made, ...[...installed].flatMap(installedObjects), ...existingIn(stacks, [...made, ...manifests.objects])],
    // What is wrong with it was found with the stack's own alerts.
    ...(routings.length === 1 && { routing: { ...routings[0]!, place: {} } }),
    ...(checked.length > 0 && { datasources: checked[0]!.input.datasources, provisioned: checked[0]!.input.provisioned }),
  };
}

/**
 * Stacks that may be in one cluster: those that are written into one folder, and those that make no object of the same name. Others are
 * several ways to run one stack.
 */
function stacksTogether(stacks: readonly StackOfApp[]): readonly StackOfApp[] {
  if (stacks.length < 2) return stacks;
  const together: StackOfApp[] = [];
  const taken = new Set<string>();
  for (const stack of stacks) {
    const names = stack.objects.map(({ object }) => `${object.kind} ${namespaceOf(object)}/${object.metadata.name}`);
    if (!together.some(({ folder }) => folder === stack.folder) && names.some((name) => taken.has(name))) continue;
    together.push(stack);
    for (const name of names) taken.add(name);
  }
  return together;
}
