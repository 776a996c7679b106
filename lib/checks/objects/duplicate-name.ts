import type { CheckInput, Place } from '../../analysis/check-input';
import { type Found, foundAt } from '../../analysis/found';
import type { Path } from '../../yaml/value';
import { check } from '../check';

type Kind = 'title' | 'rule' | 'alert';

interface Named {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
  readonly place: Place;
  readonly at?: Path;
  readonly kind?: Kind;
}

export const duplicateName = check('duplicate-name', {
  finds: 'two objects, dashboards or rules where only one can exist',
  severity: 'error',
  kinds: { title: { declared: 'error', manifests: 'info' }, rule: { declared: 'error', manifests: 'warning' }, alert: 'info' },
  *run(input) {
    const seen = new Set<string>();
    for (const { key, place, ...details } of named(input)) {
      const own = `${scopeOf(place)} ${key}`;
      if (seen.has(own)) yield foundAt<Kind>(place, details);
      seen.add(own);
    }
    yield* sameAlerts(input);
  },
});

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
      message: `job ${job} is declared twice`,
      hint: 'give one of the two targets another name',
      place,
    };
  }
}
