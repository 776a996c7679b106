import type { KubernetesObject } from '../kubernetes/object';
import type { CatalogedMetrics } from '../model/watch';
import { nearest } from '../text/nearest';
import { isMapping } from '../yaml/value';
import { cataloged } from './cataloged';
import { type CatalogName, catalogs } from './catalogs';
import { byMonitorName, customMetricFlags, ignoredSidecars, type Program, programs } from './programs';

/** What a pod with these images exposes; undefined where one of its programs is not in a catalogue. */
export function sourcesOfImages(images: readonly string[]): readonly CatalogedMetrics[] | undefined {
  const running = images.map(partsOf).filter(({ name }) => !ignoredSidecars.has(name));
  const known = running.map(({ name, version }) =>
    sourcesOf(
      programs.find((program) => program.images.includes(name)),
      version,
    ),
  );
  return known.length === 0 || known.includes(undefined) ? undefined : known.flatMap((sources) => sources!);
}

export function sourcesOfMonitor(name: string, path: string): readonly CatalogedMetrics[] | undefined {
  const known = byMonitorName.find((entry) => entry.name.test(name) && (entry.path === undefined || entry.path === path));
  return known && [catalogOfAnyVersion(known.catalog)];
}

/** `quay.io/prometheus/node-exporter:v1.12.1@sha256:...` is node-exporter of 1.12.1. */
function partsOf(image: string): { readonly name: string; readonly version?: string } {
  const [reference = ''] = image.split('@');
  const [name = '', version] = reference.slice(reference.lastIndexOf('/') + 1).split(':');
  return { name, ...(version !== undefined && { version }) };
}

/** Of another major version nothing is sure; of another minor version, that what the catalogue has is mostly there. */
function sourcesOf(program: Program | undefined, version: string | undefined): readonly CatalogedMetrics[] | undefined {
  if (program === undefined) return undefined;
  const { catalogs: names, isComplete = false } = program;
  const own = numbersOf(version);
  if (own === undefined) return names.map(catalogOfAnyVersion);
  const wanted = names.map((name) => numbersOf(catalogs[name].file.version));
  if (wanted.some((numbers) => numbers !== undefined && numbers.major !== own.major)) return undefined;
  return names.map(isComplete && wanted.every((numbers) => numbers?.minor === own.minor) ? exactVersion : catalogOfAnyVersion);
}

function numbersOf(version = ''): { readonly major: string; readonly minor?: string } | undefined {
  const [, major, minor] = /^v?(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return major === undefined ? undefined : { major, ...(minor !== undefined && { minor }) };
}

/** What a program of a catalogue's version exposes. What its libraries add depends on their versions. */
const exactVersion = once((name): CatalogedMetrics => {
  const exact = cataloged(catalogs[name]);
  return {
    ...exact,
    exposes: (series) => {
      const verdict = exact.exposes(series);
      return verdict === 'no' && /^(go|process|promhttp)_/.test(series) && !isMisspelt(series) ? 'unknown' : verdict;
    },
  };
});

/**
 * What a program of another version exposes: metrics and labels of the catalogue, and others; but nothing that is one of its
 * names misspelt.
 */
export const catalogOfAnyVersion = once((name): CatalogedMetrics => {
  const exact = cataloged(catalogs[name]);
  return {
    ...exact,
    find: (series) => {
      const found = exact.find(series);
      return found && { ...found, hasMoreLabels: true };
    },
    exposes: (series) => {
      const verdict = exact.exposes(series);
      return verdict === 'no' && !isMisspelt(series) ? 'unknown' : verdict;
    },
  };
});

/**
 * Whether a name is one of a catalogue but for a slip or two. Short names are alike by chance, names differ in digits on purpose, and other
 * versions have the same words in another order.
 */
export function isMisspelt(series: string): boolean {
  const known = misspelt.get(series) ?? looksMisspelt(series);
  misspelt.set(series, known);
  return known;
}

const misspelt = new Map<string, boolean>();

function looksMisspelt(series: string): boolean {
  if (series.length < 12) return false;
  const meant = nearest(series, allNames());
  if (meant === undefined || meant === series || Math.abs(meant.length - series.length) > 2) return false;
  const inOrder = (name: string) => name.split('_').sort().join('_');
  return meant.replace(/\D/g, '') === series.replace(/\D/g, '') && inOrder(meant) !== inOrder(series);
}

/** Whether any pod of the objects has such an argument: then its program may expose any name. */
export const someExtend = (objects: readonly KubernetesObject[]): boolean =>
  objects.some(({ spec }) => isMapping(spec) && isMapping(spec.template) && customMetricFlags.test(JSON.stringify(spec.template)));

/** The catalogues of programs. What a library exposes has the names of whoever uses it. */
const ofPrograms = [...new Set([...programs.flatMap((program) => program.catalogs), ...byMonitorName.map(({ catalog }) => catalog)])];

let names: ReadonlySet<string> | undefined;
function allNames(): ReadonlySet<string> {
  return (names ??= new Set(ofPrograms.flatMap((name) => [...cataloged(catalogs[name]).names()])));
}

/** One source for each catalogue, so that the scrapes of a program share it. */
function once(make: (name: CatalogName) => CatalogedMetrics): (name: CatalogName) => CatalogedMetrics {
  const made = new Map<CatalogName, CatalogedMetrics>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    return known;
  };
}
