import { normalize } from 'node:path';
import type { CheckInput, DashboardInput, DatasourceInput, ObjectInput, RuleInput, ScrapeInput } from '../analysis/check-input';
import { seriesLabelsOf } from '../analysis/series-labels';
import { exactly, metricName, type SeriesSources, seriesSourcesOf, type Verdict } from '../analysis/series-sources';
import { isMisspelt, someExtend } from '../catalog/program-metrics';
import { listAt, textAt } from '../kubernetes/access';
import type { KubernetesObject } from '../kubernetes/object';
import type { Finding } from '../model/finding';
import type { VectorSelector } from '../promql/ast';
import type { LabelEnv } from '../promql/label-flow';
import { selectorsOf } from '../promql/walk';
import { nearest } from '../text/nearest';
import type { InputProblem } from '../yaml/problem';
import type { InputSource } from '../yaml/text';
import { isMapping } from '../yaml/value';
import { alertRelabelingOf } from './alert-relabeling';
import { alertingAddresses } from './alerting-addresses';
import { isAssertion } from './assertions';
import { dashboardOf } from './dashboards';
import { datasourcesOf } from './datasources';
import { isObject, type Located, locatedDocuments } from './documents';
import { asEnforced } from './enforced-rules';
import { jobsThatMayBe } from './external-jobs';
import { externalLabelsOf } from './external-labels';
import { hasPrometheus, patchFiles, someComeFromElsewhere } from './external-sources';
import { generationRefusals } from './generation';
import { changedByKustomize } from './kustomizations';
import { notificationsOf } from './notifications';
import { misreadPrometheus } from './prometheus-files';
import { schemaRefusals } from './refusals';
import { routingOf } from './routing';
import { placeOf, rulesIn } from './rules';
import { scrapesOfFiles } from './scrape-configs';
import { evaluationInterval, scrapesOf } from './scrapes';
import { isTemplateFile, type TemplateFile, templateKeys, templateSources } from './template-files';

export interface ForeignModel {
  readonly model: CheckInput;
  readonly problems: readonly InputProblem[];
  /** Whether a finding may be wrong, because what it is about is changed before it is applied. */
  readonly isUnsure: (finding: Finding) => boolean;
  /** How much was found, for a summary. */
  readonly figures: { readonly objects: number; readonly rules: number; readonly dashboards: number; readonly queries: number };
}

/** What an app knows besides the documents, because it was declared there. */
export interface Beside {
  readonly rules: readonly RuleInput[];
  readonly dashboards: readonly DashboardInput[];
  readonly scrapes: readonly ScrapeInput[];
  readonly objects: readonly ObjectInput[];
  readonly routing?: CheckInput['routing'];
  readonly datasources?: readonly DatasourceInput[];
  /** Datasources of a Grafana that may have others too. */
  readonly provisioned?: readonly DatasourceInput[];
}

const nothing: Beside = { rules: [], dashboards: [], scrapes: [], objects: [] };

/** YAML that was written elsewhere, as the checks see it. What is not in it may well exist. */
export function inputFromManifests(sources: readonly InputSource[]): ForeignModel {
  const { documents, problems } = locatedDocuments(sources.filter(({ file }) => !isTemplateFile(file)));
  const isUnsure = changedByKustomize(documents);
  return {
    problems,
    isUnsure,
    ...inputFromDocuments(documents, nothing, templateSources(sources.filter(({ file }) => isTemplateFile(file)))),
  };
}

/** Documents from elsewhere, and what is known besides them. */
export function inputFromDocuments(
  all: readonly Located[],
  beside: Beside = nothing,
  templateFiles: readonly TemplateFile[] = [],
): Omit<ForeignModel, 'problems' | 'isUnsure'> {
  const patches = patchFiles(all);
  const documents = all.filter((document) => !patches.has(normalize(document.file)) && !isAssertion(document));
  // What a ConfigMap or a Secret holds is read by a program, and not applied.
  const held: readonly Located[] = documents.filter(
    ({ value, holder }) => isObject(value) && (holder === undefined || holder === 'GrafanaDashboard'),
  );
  const objects = [
    ...beside.objects.map(({ object }) => object as KubernetesObject),
    ...held.map(({ value }) => value as KubernetesObject),
  ];
  const inMetricsql = objects.some(isOfVictoriaMetrics);
  const ruleDocuments = documents.map((document) => rulesIn(document, inMetricsql));
  const read = ruleDocuments.flatMap((document) => document.rules);
  const dashboards = documents.flatMap((document) => dashboardOf(document, inMetricsql) ?? []);
  const named: CheckInput['objects'] = [
    ...beside.objects,
    ...held
      .filter(({ value }) => typeof (value as KubernetesObject).metadata?.name === 'string')
      .map((document) => ({ object: document.value as CheckInput['objects'][number]['object'], place: placeOf(document, []) })),
  ];
  const rules = [...beside.rules, ...asEnforced(read, named)];
  const scrapes = [...beside.scrapes, ...scrapesOf(held, named), ...scrapesOfFiles(documents, named)];
  const recorded = new Set(rules.filter(({ kind }) => kind === 'recording').map(({ name }) => name));
  const jobs = new Set(scrapes.map(({ job }) => job));
  const exposure = cautious(seriesSourcesOf(scrapes, recorded), {
    jobs,
    recorded,
    levels: new Set([...recorded].map(levelOf)),
    isExtended: someExtend(objects),
    areAllRules: hasPrometheus(documents, objects),
    areSomeElsewhere: someComeFromElsewhere(documents),
    mayBe: jobsThatMayBe(scrapes, named),
  });
  const { routing = beside.routing, refusals, misread } = routingOf(documents, objects);
  return {
    figures: {
      objects: held.length,
      rules: read.length,
      dashboards: dashboards.length,
      queries: read.length + dashboards.reduce((sum, { queries }) => sum + queries.length, 0),
    },
    model: {
      origin: 'manifests',
      rules,
      groups: ruleDocuments.flatMap(({ groups }) => groups),
      dashboards: [...beside.dashboards, ...dashboards],
      scrapes,
      externalLabels: externalLabelsOf(documents),
      alertRelabeling: alertRelabelingOf(documents, objects),
      alertingAddresses: alertingAddresses(documents, objects),
      objects: named,
      refusals: [...schemaRefusals(held, documents), ...generationRefusals(held, documents), ...refusals],
      misreadConfigurations: [...misread, ...misreadPrometheus(documents, objects)],
      notifications: notificationsOf(documents, objects, [...templateFiles, ...templateKeys(documents)]),
      ...(routing && { routing }),
      ...(beside.datasources === undefined ? datasourcesOf(documents, objects) : { datasources: beside.datasources }),
      ...(beside.provisioned && { provisioned: beside.provisioned }),
      exposure,
      knowledge: sureOfJobs(
        seriesLabelsOf(exposure, rules, evaluationInterval(documents)),
        exposure,
        jobs,
        unsureRecordings(rules, documents),
      ),
    },
  };
}

/**
 * Of YAML from elsewhere it is only sure that a metric is never there where the query names a job and everything that this job scrapes is
 * known; or where the name is one of a recorded series, which no program exposes, and the rules that would record it are here.
 */
function cautious(exposure: SeriesSources, known: Known): SeriesSources {
  const { jobs, recorded, isExtended, mayBe } = known;
  return (selector) => {
    const name = metricName(selector);
    const job = exactly(selector, 'job');
    // Of a query without a job nothing is sure, whatever the programs here expose; the catalogues need not be asked.
    const verdict = job !== undefined || (name !== undefined && recorded.has(name)) ? exposure(selector) : { kind: 'unknown' as const };
    if (verdict.kind === 'exposed' || verdict.kind === 'recorded') return verdict;
    if (recorded.size > 0 && name?.includes(':')) return ofUnrecorded(name, known);
    if (verdict.kind !== 'never') return { kind: 'unknown' };
    const isOfNobody = name === 'up' && job !== undefined && !mayBe(job);
    const isSure = namesJob(selector, jobs) && (verdict.dropped !== undefined || !isExtended || (name !== undefined && isMisspelt(name)));
    return isOfNobody || isSure ? verdict : { kind: 'unknown' };
  };
}

function ofUnrecorded(name: string, { recorded, levels, areAllRules, areSomeElsewhere }: Known): Verdict {
  const isOfTheseRules = !areSomeElsewhere && (areAllRules || levels.has(levelOf(name)));
  if (!isOfTheseRules && nearest(name, recorded) === undefined) return { kind: 'unknown' };
  return { kind: 'never', unrecorded: true, nearest: () => nearest(name, recorded) ?? ofSameSeries(name, recorded) };
}

/** The labels that a recorded series is grouped by, as its name says: `job` of job:http_requests:rate5m. */
const levelOf = (name: string): string => /^\w+:/.exec(name)?.[0] ?? name;

interface Known {
  readonly jobs: ReadonlySet<string>;
  readonly recorded: ReadonlySet<string>;
  /** The beginnings of their names. */
  readonly levels: ReadonlySet<string>;
  /** True where some program exposes what its users have added. */
  readonly isExtended: boolean;
  /** True where Prometheus is among the files, and so its rules. */
  readonly areAllRules: boolean;
  /** Whether something may have this job, among the files or elsewhere. */
  readonly mayBe: (job: string) => boolean;
  /** True where charts that are not among the files may bring rules. */
  readonly areSomeElsewhere: boolean;
}

/** VictoriaMetrics answers more than PromQL. */
const isOfVictoriaMetrics = ({ apiVersion, spec }: KubernetesObject): boolean =>
  apiVersion.startsWith('operator.victoriametrics.com/') ||
  (isMapping(spec) && isMapping(spec.template) && JSON.stringify(spec.template).includes('victoriametrics/'));

/** A recorded series of the same level and metric, with other operations: `...:rate5m` instead of `...:rate1m`. */
function ofSameSeries(name: string, recorded: ReadonlySet<string>): string | undefined {
  const series = name.slice(0, name.lastIndexOf(':') + 1);
  return /\w:\w/.test(series) ? [...recorded].find((other) => other.startsWith(series)) : undefined;
}

/** What is not among the objects may give series other labels, unless the query names a job that is. */
const sureOfJobs =
  (knowledge: LabelEnv, exposure: SeriesSources, jobs: ReadonlySet<string>, isUnsure: (name: string | undefined) => boolean): LabelEnv =>
  (selector) => {
    if (isUnsure(metricName(selector)) && exposure(selector).kind === 'recorded') return unknown;
    const known = namesJob(selector, jobs) || exposure(selector).kind === 'recorded' ? knowledge(selector) : unknown;
    if (known.kind === 'unknown' || known.possible === 'any') return known;
    const { possible } = known;
    const assumed = new Set(labelsOfCustom.filter((label) => !possible.has(label)));
    return { ...known, possible: new Set([...possible, ...assumed]), assumed };
  };

/**
 * Recorded series that may have other labels than their rules give: of a name that programs may expose too, because it has no colon or
 * the rule reads it; and all, where another Prometheus is asked for its own, which come with its external labels.
 */
function unsureRecordings(rules: readonly RuleInput[], documents: readonly Located[]): (name: string | undefined) => boolean {
  const isFederated = documents.some(({ value }) =>
    listAt(value, 'scrape_configs').some((job) => textAt(job, 'metrics_path') === '/federate'),
  );
  const readItself = new Set(
    rules
      .filter(
        ({ kind, name, query: { expr } }) => kind === 'recording' && expr && selectorsOf(expr).some((each) => metricName(each) === name),
      )
      .map(({ name }) => name),
  );
  return (name = '') => isFederated || !name.includes(':') || readItself.has(name);
}

const unknown = { kind: 'unknown' } as const;

/** Rules that are shared between clusters group by this label; who has several adds it where the series come together. */
const labelsOfCustom = ['cluster'];

function namesJob(selector: VectorSelector, jobs: ReadonlySet<string>): boolean {
  const job = exactly(selector, 'job');
  return job !== undefined && jobs.has(job);
}
