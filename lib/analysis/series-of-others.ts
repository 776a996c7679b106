import { isMisspelt } from '../catalog/program-metrics';
import type { ScrapeInput } from './check-input';
import { exactly, metricName, type SeriesSources, seriesSourcesOf, type Verdict } from './series-sources';

/** What is known of a Prometheus that scrapes for others too. */
export interface SharedPrometheus {
  /** The scrapes of this app, of which everything is known. */
  readonly own: readonly ScrapeInput[];
  /** Those of the installed stack, whose programs may be of other versions than are known. */
  readonly installed: readonly ScrapeInput[];
  /** Jobs that it surely does not have. */
  readonly without: ReadonlySet<string>;
  readonly recorded: ReadonlySet<string>;
}

/**
 * What a Prometheus has that scrapes for others too: what no known target exposes may come from theirs, unless the query names a job that is
 * known.
 */
export function sharedSources({ own, installed, without, recorded }: SharedPrometheus): SeriesSources {
  const together = seriesSourcesOf([...own, ...installed], recorded);
  const alone = seriesSourcesOf(own, recorded);
  const isOwn = new Set(own);
  const ownJobs = new Set(own.map(({ job }) => job));
  const installedJobs = new Set(installed.map(({ job }) => job));
  return (selector) => {
    const verdict = together(selector);
    const name = metricName(selector);
    if (verdict.kind === 'exposed' || verdict.kind === 'recorded' || name === undefined) return verdict;
    if (verdict.kind === 'unknown' && verdict.undeclared !== undefined && isOwn.has(verdict.undeclared)) return verdict;
    const job = exactly(selector, 'job');
    if (job !== undefined && (ownJobs.has(job) || without.has(job))) return verdict;
    if (job !== undefined && installedJobs.has(job)) {
      const isSure = verdict.kind === 'never' && (verdict.dropped !== undefined || isMisspelt(name));
      return isSure ? verdict : { kind: 'unknown' };
    }
    return isOfProgram(name, installed) ? { kind: 'unknown' } : ofOthers(alone(selector));
  };
}

const ofOthers = (verdict: Verdict): Verdict => ({
  kind: 'unknown',
  isOfOthers: true,
  ...(verdict.kind === 'never' && { nearest: verdict.nearest }),
});

/** Whether a name begins with the same word as those of an installed program: another version of it may expose it. */
function isOfProgram(name: string, scrapes: readonly ScrapeInput[]): boolean {
  const word = name.slice(0, name.indexOf('_') + 1);
  if (word === '') return false;
  for (const { sources } of scrapes)
    for (const source of sources)
      if (source.kind === 'cataloged') for (const other of source.names()) if (other.startsWith(word)) return true;
  return false;
}
