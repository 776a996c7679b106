import { exposureOf, exactly, metricName, type Exposure } from '../checks/exposure';
import { knowledgeOf } from '../checks/knowledge';
import type { Model } from '../checks/model';
import type { LabelEnv, VectorSelector } from '../promql';
import { nearest } from '../text/nearest';
import type { InputFault, InputSource, KubernetesObject } from '../objects';
import { isObject, locatedDocuments, type Located } from './documents';
import { dashboardOf } from './dashboards';
import { routingOf } from './routing';
import { placeOf, rulesOf } from './rules';
import { jobsThatMayBe } from './whole-stack';
import { scrapesOfFiles } from './scrape-configs';
import { scrapesOf } from './scrapes';

export interface ForeignModel {
  readonly model: Model;
  readonly faults: readonly InputFault[];
  /** How much was found, for a summary. */
  readonly figures: { readonly objects: number; readonly rules: number; readonly dashboards: number; readonly queries: number };
}

/** YAML that was written elsewhere, as the checks see it. What is not in it may well exist. */
export function foreignModel(sources: readonly InputSource[]): ForeignModel {
  const { documents, faults } = locatedDocuments(sources);
  const held: readonly Located[] = documents.filter(({ value }) => isObject(value));
  const objects = held.map(({ value }) => value as KubernetesObject);
  const rules = documents.flatMap(rulesOf);
  const dashboards = documents.flatMap((document) => dashboardOf(document) ?? []);
  const named: Model['objects'] = held.filter(({ value }) => typeof (value as KubernetesObject).metadata?.name === 'string')
    .map((document) => ({ object: document.value as Model['objects'][number]['object'], place: placeOf(document, []) }));
  const scrapes = [...scrapesOf(held, named), ...scrapesOfFiles(documents, named)];
  const recorded = new Set(rules.filter(({ kind }) => kind === 'recording').map(({ name }) => name));
  const jobs = new Set(scrapes.map(({ job }) => job));
  const exposure = cautious(exposureOf(scrapes, recorded), jobs, recorded, jobsThatMayBe(scrapes, named));
  const routing = routingOf(documents, objects);
  return {
    faults,
    figures: { objects: held.length, rules: rules.length, dashboards: dashboards.length, queries: rules.length + dashboards.reduce((sum, { queries }) => sum + queries.length, 0) },
    model: {
      rules,
      dashboards,
      scrapes,
      scrapeInterval: '30s',
      externalLabels: {},
      objects: named,
      ...(routing && { routing }),
      exposure,
      knowledge: sureOfJobs(knowledgeOf(exposure, rules, 30_000), exposure, jobs),
      foreign: true,
    },
  };
}

/**
 * Of YAML from elsewhere it is only sure that a metric is never there where the query names a job and everything that this job scrapes is
 * known; or where the name is one of a recorded series, which no program exposes, beside rules that record others.
 */
function cautious(exposure: Exposure, jobs: ReadonlySet<string>, recorded: ReadonlySet<string>, mayBe: (job: string) => boolean): Exposure {
  return (selector) => {
    const verdict = exposure(selector);
    if (verdict.kind === 'exposed' || verdict.kind === 'recorded') return verdict;
    const name = metricName(selector);
    if (recorded.size > 0 && name?.includes(':')) return { kind: 'never', nearest: () => nearest(name, recorded) };
    if (verdict.kind !== 'never') return { kind: 'unknown' };
    const job = exactly(selector, 'job');
    return namesJob(selector, jobs) || (name === 'up' && job !== undefined && !mayBe(job)) ? verdict : { kind: 'unknown' };
  };
}

/** What is not among the objects may give series other labels, unless the query names a job that is. */
const sureOfJobs = (knowledge: LabelEnv, exposure: Exposure, jobs: ReadonlySet<string>): LabelEnv => (selector) => {
  const known = namesJob(selector, jobs) || exposure(selector).kind === 'recorded' ? knowledge(selector) : unknown;
  if (known.kind === 'unknown' || known.possible === 'any') return known;
  return { ...known, possible: new Set([...known.possible, ...labelsOfCustom]) };
};

const unknown = { kind: 'unknown' } as const;

/** Rules that are shared between clusters group by this label; who has several adds it where the series come together. */
const labelsOfCustom = ['cluster'];

function namesJob(selector: VectorSelector, jobs: ReadonlySet<string>): boolean {
  const job = exactly(selector, 'job');
  return job !== undefined && jobs.has(job);
}
