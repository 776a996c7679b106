import type { Component } from '../manifests/component';
import type { Finding, FindingSeverity } from '../model/finding';
import { seriesOf } from '../model/metric';
import type { Recording } from '../model/rule';
import { ordered } from '../model/rule-order';
import { fields } from '../model/shape/fields';
import { twice } from '../model/shape/kinds';
import { isNo, type Kind, type OptionProblem, problem } from '../model/shape/problem';
import { memberProblems, watchFields } from '../model/shape/watch';
import type { Slo } from '../model/slo';
import type { MetricSource, Scrape, Watch } from '../model/watch';
import { inWords } from '../text/list';
import { isMapping } from '../yaml/value';
import { componentKind, constructProblems, labelledTargetKind, monitorOptionsKind, namedServiceKind, stackKind } from './option-kinds';
import { addedName, groupNames, type NamedWatch } from './rule-groups';
import { jobNameKind } from './scrape-kinds';

const check = 'wrong-option';

const findings = (path: string, problems: readonly OptionProblem[]): readonly Finding[] =>
  problems.map(({ message, hint, severity = 'error' as FindingSeverity }) => ({ check, severity, path, message, hint }));

/** What is wrong with the options of a stack itself. */
export const stackFindings = (path: string, props: unknown): readonly Finding[] => findings(path, stackKind(props, ''));

/** What is wrong with something that is to be installed; `path` is the stack's. */
export function componentFindings(path: string, component: unknown): readonly Finding[] {
  const own = `${path}/${isMapping(component) && typeof component.name === 'string' ? component.name : 'install'}`;
  const options = isMapping(component) && Array.isArray(component.problems) ? (component.problems as readonly OptionProblem[]) : [];
  const shape = componentKind(component, '');
  const watch = isMapping(component) && isMapping(component.watch) ? membersFindings(own, component.watch) : [];
  return [...findings(own, [...shape, ...options]), ...watch];
}

/** What is wrong with a target, and with what is to be made of it. */
export function targetFindings(path: string, target: unknown, options: unknown): readonly Finding[] {
  const job = isMapping(options) && typeof options.job === 'string' ? options.job : undefined;
  const name =
    job ?? (isMapping(target) && typeof (target.name ?? target.service) === 'string' ? String(target.name ?? target.service) : 'monitor');
  const own = `${path}/${name}`;
  const inOptions = options === undefined ? [] : monitorOptionsKind(options, '');
  return [...findings(own, [...inTarget(target, options), ...inOptions]), ...(isMapping(options) ? membersFindings(own, options) : [])];
}

/** What is wrong with a job of `scrape` or `probe`. */
export function jobFindings(path: string, job: unknown, options: unknown, kind: Kind): readonly Finding[] {
  const own = `${path}/${typeof job === 'string' && job !== '' ? job : 'scrape'}`;
  const wrong = [...jobNameKind(job, ''), ...kind(options, '')];
  return [...findings(own, wrong), ...(isMapping(options) ? membersFindings(own, options) : [])];
}

function inTarget(target: unknown, options: unknown): readonly OptionProblem[] {
  if (!isMapping(target)) return isNo('', target, 'target', 'Write { name, labels, port }, or give a Service or a workload of cdk8s-plus.');
  if ('service' in target) return namedServiceKind(target, '');
  if ('labels' in target || !('kind' in target)) return labelledTargetKind(target, '');
  const endpoints = isMapping(options) && Array.isArray(options.endpoints) ? options.endpoints : [options];
  return endpoints.flatMap((endpoint: unknown) => {
    const port = isMapping(endpoint) ? endpoint.port : undefined;
    return constructProblems(target, typeof port === 'string' || typeof port === 'number' ? port : undefined);
  });
}

/** What is wrong with what is of no single target. */
export function addedFindings(path: string, watch: unknown): readonly Finding[] {
  const own = `${path}/${addedName}`;
  const { metrics: _, ...lists } = watchFields;
  const shape = fields<Omit<Watch, 'metrics'>>('what is added', lists)(watch, '');
  return [...findings(own, shape), ...(isMapping(watch) ? membersFindings(own, watch) : [])];
}

function membersFindings(path: string, watch: Watch): readonly Finding[] {
  const wrong = memberProblems(watch).flatMap(({ name, problems }) => findings(`${path}/${name}`, problems));
  return wrong.length > 0 || !Array.isArray(watch.recordings) ? wrong : findings(path, circleProblems(watch.recordings));
}

/** Prometheus evaluates a group from top to bottom: in a circle, one of them always reads what another recorded before. */
const circleProblems = (recordings: readonly Recording[]): readonly OptionProblem[] =>
  ordered(recordings).circles.map((names) =>
    problem(
      'recordings',
      names.length === 1 ? `${names[0]} reads itself` : `${inWords(names)} read each other in a circle`,
      'Break the circle: one of them has to read the metrics that it is made of.',
    ),
  );

/** Names that are there twice in a stack: components and SLOs. */
export function twiceFindings(path: string, components: readonly Component[], named: readonly NamedWatch[]): readonly Finding[] {
  const installed = components.map(({ name }) => name);
  const again = [...new Set(installed.filter((name, index) => installed.indexOf(name) !== index))].map((name) =>
    problem('', `${name} is installed twice`, 'Remove one of the two, or give one another name.'),
  );
  const slos = named.flatMap(({ watch: { slos: some = [] } }) => some).map(({ name }: Slo) => name);
  return findings(path, [
    ...again,
    ...twice(
      groupNames(named),
      'ruleGroups',
      'groups of rules',
      'Give one of the two another name: what is declared for a target is a group of its name.',
    ),
    ...twice(slos, 'slos', 'SLOs', 'Give one of the two another name: their recordings differ by it alone.'),
  ]);
}

const exposes = (source: MetricSource, series: string): boolean =>
  source.kind === 'listed'
    ? source.metrics.some((metric) => seriesOf(metric).some(({ name }) => name === series))
    : source.exposes(series) !== 'no';

/** A component that reads what no target of the stack exposes, because another component is not installed. */
export function needFindings(path: string, components: readonly Component[], scrapes: readonly Scrape[]): readonly Finding[] {
  const mayExpose = (series: string) =>
    scrapes.some(({ sources }) => sources.length === 0 || sources.some((source) => exposes(source, series)));
  return components.flatMap(({ name, needs = {} }) => {
    const missing = Object.entries(needs).filter(([, series]) => !mayExpose(series));
    if (missing.length === 0) return [];
    const calls = missing.map(([call]) => call);
    return findings(`${path}/${name}`, [
      problem('', `it reads what ${inWords(calls)} would bring`, `Install ${inWords(calls)} in this stack.`),
    ]);
  });
}
