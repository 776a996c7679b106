import { type LabelEnv, labelsOf, type SeriesKnowledge } from '../promql/label-flow';
import { parseDuration } from '../promql/numbers';
import { append } from '../text/grouping';
import type { RuleInput } from './check-input';
import { type ExposedSeries, metricName, possibleLabels, type SeriesSources } from './series-sources';
import { type LabelKnowledge, relabeled } from './target-labels';

type Knowledge = ReturnType<LabelEnv>;

const unknown: Knowledge = { kind: 'unknown' };

/**
 * What is known of the labels of series: what the program exposes, with what its scrape adds, and for recorded series what comes
 * out of their rules. `interval` is that of scrapes and groups which do not name their own, in milliseconds, where it is known.
 */
export function seriesLabelsOf(exposure: SeriesSources, rules: readonly RuleInput[], interval?: number): LabelEnv {
  const recordings = new Map<string, RuleInput[]>();
  for (const rule of rules) {
    if (rule.kind !== 'recording') continue;
    append(recordings, rule.name, rule);
  }
  const recorded = new Map<string, Knowledge>();
  // The exposure answers with the same list where it is asked the same, as it is for every query of a metric that all targets have.
  const exposed = new WeakMap<readonly ExposedSeries[], Knowledge>();

  const env: LabelEnv = (selector) => {
    const verdict = exposure(selector);
    switch (verdict.kind) {
      case 'exposed':
        return ofExposed(verdict.series);
      case 'recorded':
        return ofRecording(metricName(selector)!);
      case 'never':
      case 'unknown':
        return unknown;
    }
  };

  function ofExposed(series: readonly ExposedSeries[]): Knowledge {
    const known = exposed.get(series) ?? knowledgeOfSeries(series, interval);
    exposed.set(series, known);
    return known;
  }

  function ofRecording(name: string): Knowledge {
    const known = recorded.get(name);
    if (known !== undefined) return known;
    // A rule that reads its own series says nothing about them.
    recorded.set(name, unknown);
    const made = together((recordings.get(name) ?? []).map(ofRule));
    recorded.set(name, made);
    return made;
  }

  function ofRule({ query, labels, interval: ofGroup }: RuleInput): Knowledge {
    if (query.expr === undefined) return unknown;
    const { always, possible, values } = labelsOf(query.expr, env);
    const set = Object.keys(labels).filter((label) => labels[label] !== '');
    const taken = Object.keys(labels).filter((label) => labels[label] === '');
    const kept = (names: ReadonlySet<string>) => new Set([...[...names].filter((label) => !taken.includes(label)), ...set]);
    return {
      kind: 'known',
      always: kept(always),
      possible: possible === 'any' ? 'any' : kept(possible),
      values: new Map([
        ...[...values].filter(([label]) => labels[label] === undefined).map(([label, value]) => [label, [value]] as const),
        ...set.map((label) => [label, [labels[label]!]] as const),
      ]),
      ...every(ofGroup === undefined ? interval : millisecondsOf(ofGroup)),
    };
  }

  return env;
}

function knowledgeOfSeries(series: readonly ExposedSeries[], interval: number | undefined): Knowledge {
  const [
    {
      series: { type },
    },
  ] = series as [ExposedSeries];
  const known = together(series.map((each) => ofSeries(each, interval)));
  return known.kind === 'known' && series.every((each) => each.series.type === type) ? { ...known, type } : known;
}

/** A scrape's labels win over the program's, which then are called `exported_...` (Prometheus documentation, "honor_labels"). */
function ofSeries(exposed: ExposedSeries, interval: number | undefined): SeriesKnowledge {
  const { series, scrape, synthetic } = exposed;
  const structural = series.hasMoreLabels ? [] : series.labels.filter((label) => label === 'le' || label === 'quantile');
  const before = { always: new Set([...scrape.labels.always, ...structural]), possible: possibleLabels(exposed) };
  const after = synthetic || !scrape.metricRelabeling ? before : relabeled(before, scrape.metricRelabeling);
  return { kind: 'known', ...withoutTemporary(after), ...every(scrape.interval ?? interval) };
}

function millisecondsOf(duration: string): number | undefined {
  const parsed = parseDuration(duration);
  return 'seconds' in parsed ? parsed.seconds * 1000 : undefined;
}

const every = (interval: number | undefined) => (interval === undefined ? {} : { interval });

/** Labels that begin with `__` are for the time of relabeling. */
function withoutTemporary({ always, possible }: LabelKnowledge): LabelKnowledge {
  const visible = (labels: ReadonlySet<string>) => new Set([...labels].filter((label) => !label.startsWith('__')));
  return { always: visible(always), possible: possible === 'any' ? 'any' : visible(possible) };
}

function together(all: readonly Knowledge[]): Knowledge {
  const known = all.filter((each): each is SeriesKnowledge => each.kind === 'known');
  if (known.length === 0 || known.length < all.length) return unknown;
  const [first, ...others] = known as [SeriesKnowledge, ...SeriesKnowledge[]];
  const possible = known.some((each) => each.possible === 'any')
    ? ('any' as const)
    : new Set(known.flatMap((each) => [...(each.possible as ReadonlySet<string>)]));
  return {
    kind: 'known',
    always: new Set([...first.always].filter((label) => others.every(({ always }) => always.has(label)))),
    possible,
    values: new Map(
      [...(first.values ?? [])].flatMap(([label, values]) => {
        const all = others.map((other) => other.values?.get(label));
        return all.includes(undefined) ? [] : [[label, [...new Set([...values, ...all.flatMap((each) => each!)])]] as const];
      }),
    ),
    // Of several intervals the shortest: a range is surely too short only where it is so for all.
    ...every(known.some((each) => each.interval === undefined) ? undefined : Math.min(...known.map((each) => each.interval!))),
  };
}
