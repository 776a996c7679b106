import type { CheckInput, Place } from '../../analysis/check-input';
import { type Found, foundAt } from '../../analysis/found';
import type { Path } from '../../yaml/value';
import { check } from '../check';

type Kind = 'title' | 'rule' | 'alert' | 'alternatives';

interface Named {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
  readonly place: Place;
  readonly at?: Path;
  readonly kind?: Kind;
  /** A Kubernetes object: files with several of them may be alternatives. */
  readonly isObject?: true;
}

export const duplicateName = check('duplicate-name', {
  finds: 'two objects, dashboards or rules where only one can exist',
  severity: 'error',
  kinds: {
    title: { declared: 'error', manifests: 'info' },
    rule: { declared: 'error', manifests: 'warning' },
    alert: 'info',
    alternatives: 'info',
    alternative: 'warning',
  },
  *run(input) {
    const sizes = objectsByFile(input);
    const seen = new Map<string, Place>();
    const pairs = new Map<string, Pair>();
    for (const { key, place, isObject = false, ...details } of named(input)) {
      const own = `${scopeOf(place)} ${key}`;
      const other = seen.get(own);
      if (other === undefined) seen.set(own, place);
      else if (areAlternatives(other.file, place.file)) continue;
      else if (!isObject || other.file === place.file) yield foundAt<Kind>(place, details);
      else {
        const files = JSON.stringify([other.file, place.file]);
        const pair = pairs.get(files) ?? { first: other.file!, second: place.file!, found: [] };
        pairs.set(files, pair);
        pair.found.push({ place, ...details });
      }
    }
    for (const pair of pairs.values()) yield* ofPair(pair, sizes);
    yield* sameAlerts(input);
  },
});

/** Two files of one folder that hold the same objects. */
interface Pair {
  readonly first: string;
  readonly second: string;
  readonly found: Omit<Named, 'key'>[];
}

const objectsByFile = ({ objects }: CheckInput): ReadonlyMap<string, number> => {
  const sizes = new Map<string, number>();
  for (const { place } of objects) if (place.file !== undefined) sizes.set(place.file, (sizes.get(place.file) ?? 0) + 1);
  return sizes;
};

/** Files that share most of what they hold are mostly alternatives, of which one is applied; of others one object was copied. */
function* ofPair({ first, second, found }: Pair, sizes: ReadonlyMap<string, number>): Iterable<Found<Kind>> {
  const least = Math.min(sizes.get(first) ?? 0, sizes.get(second) ?? 0);
  if (found.length * 2 < least || (found.length === 1 && least > 1)) {
    for (const { place, ...details } of found) yield foundAt<Kind>(place, details);
    return;
  }
  const [{ place, ...details }] = found as [Omit<Named, 'key'>];
  if (found.length === 1) yield foundAt<Kind>(place, { ...details, hint: `${details.hint}, unless only one of the two files is applied` });
  else {
    yield foundAt<Kind>(place, {
      kind: 'alternatives',
      message: `this file and ${baseOf(first)} hold the same ${found.length} objects: where both are applied, the second replaces the first`,
      hint: 'nothing has to be done where they are alternatives; keep them in folders of their own, so that nobody applies both',
    });
  }
}

const baseOf = (file: string): string => file.replace(/^.*\//, '');

/** Folders whose files are tried one by one, and words by which files of one folder are for several clusters. */
const triedApart = /(?:^|\/)(?:examples?|samples?|demos?|tests?|testdata|fixtures|e2e|walkthroughs?|docs?|templates?|contrib)\//i;
const environments =
  /^(?:stage|staging|prod|production|preprod|dev|devel|development|test|testing|qa|uat|sandbox|canary|local|ci|int|integration|openshift|okd|ha|aws|gke|eks|aks|azure|gcp)$/i;

/** Whether two files are known not to be applied together: to try, or for other environments. */
function areAlternatives(first = '', second = ''): boolean {
  if (first === second) return false;
  if (triedApart.test(second)) return true;
  const [a, b] = [first, second].map((file) =>
    baseOf(file)
      .replace(/\.\w+$/, '')
      .split(/[-_.]/),
  );
  const different = [...a!.filter((word) => !b!.includes(word)), ...b!.filter((word) => !a!.includes(word))];
  return different.some((word) => environments.test(word));
}

/** Alerts that only their expressions tell apart. */
function* sameAlerts({ rules }: CheckInput): Iterable<Found<Kind>> {
  const seen = new Map<string, string>();
  for (const { kind, name, labels, query, place } of rules) {
    if (kind !== 'alert') continue;
    const key = JSON.stringify([scopeOf(place), namespaceOf(place), name, sorted(labels)]);
    const other = seen.get(key);
    seen.set(key, other ?? query.text);
    if (other === undefined || other === query.text) continue;
    yield foundAt<Kind>(place, {
      kind: 'alert',
      message: `two alerts are called ${name} and have the same labels: silences, inhibitions and runbooks take them for one`,
      hint: 'give one of the two another name, or a label that tells them apart',
    });
  }
}

/**
 * What is applied together, as far as it is known: the files of one folder. Other folders may be other clusters. A rule file beside
 * an object with the same rules is their source, or what promtool reads.
 */
const scopeOf = ({ file = '', object }: Place): string => `${object === undefined ? 'file' : 'object'} ${/^.*\//.exec(file)?.[0] ?? ''}`;

/** The namespace of `PrometheusRule shop/rules`: those of several may be for several Prometheus. */
const namespaceOf = ({ object = '' }: Place): string => / (.*)\//.exec(object)?.[1] ?? '';

const sorted = (labels: Readonly<Record<string, string>>) => Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));

function* named({ rules, dashboards, objects, scrapes }: CheckInput): Iterable<Named> {
  for (const {
    object: {
      apiVersion,
      kind,
      metadata: { namespace = '', name },
    },
    place,
  } of objects) {
    yield {
      key: `object ${apiVersion.replace(/\/.*/, '')} ${kind} ${namespace}/${name}`,
      message: `there are two objects ${kind} ${namespace && `${namespace}/`}${name}: the second replaces the first when they are applied`,
      hint: 'give one of the two another name',
      place,
      isObject: true,
    };
  }
  for (const { uid, title, place } of dashboards) {
    if (uid !== '') {
      yield {
        key: `uid ${uid}`,
        message: `two dashboards have the uid ${uid}: Grafana shows one of them`,
        hint: 'give one of them another uid',
        place,
        at: ['uid'],
      };
    }
    if (title !== '') {
      yield {
        key: `title ${title}`,
        message: `two dashboards have the title ${title}: they look the same in a list`,
        hint: 'give one of them another title',
        place,
        at: ['title'],
        // They may be in several folders of Grafana.
        kind: 'title',
      };
    }
  }
  for (const { kind, name, labels, query, place } of rules) {
    // Rules with other expressions may give other series, as the parts of one series that several rules record do.
    yield {
      key: `${kind} ${JSON.stringify([namespaceOf(place), name, sorted(labels), query.text])}`,
      message:
        kind === 'alert'
          ? `alert ${name} is declared twice with the same labels and expression`
          : `two rules record ${name} with the same labels and expression: their samples collide`,
      hint: 'drop one of the two, or tell them apart by a label',
      place,
      kind: 'rule',
    };
  }
  // A monitor among the objects is found there; each of its endpoints is a scrape.
  const found = new Set<unknown>(objects.map(({ object }) => object));
  for (const { job, monitor, place } of scrapes) {
    if (found.has(monitor)) continue;
    found.add(monitor);
    const {
      kind,
      metadata: { namespace, name },
    } = monitor;
    yield {
      key: `monitor ${kind} ${namespace}/${name}`,
      message: `job ${job || name} is declared twice`,
      hint: 'give one of the two targets another name',
      place,
    };
  }
}
