import { type CheckInput, findingAt, type Place } from '../../analysis/check-input';
import type { Finding, FindingSeverity } from '../../model/finding';
import type { Path } from '../../yaml/value';
import type { Check } from '../check';

interface Named {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
  readonly place: Place;
  readonly at?: Path;
  /** @default - error */
  readonly severity?: FindingSeverity;
}

/** Two things that only one of can be: objects, dashboards, and rules that give the same series. */
export const duplicateName: Check = {
  name: 'duplicate-name',
  *judge(model) {
    const seen = new Set<string>();
    for (const { key, place, severity = 'error', ...details } of named(model)) {
      const own = model.foreign ? `${scopeOf(place)} ${key}` : key;
      if (seen.has(own)) yield findingAt(place, this.name, severity, details) satisfies Finding;
      seen.add(own);
    }
  },
};

/**
 * What is applied together, as far as it is known: the files of one folder. Other folders may be other clusters. A rule file beside
 * an object with the same rules is their source, or what promtool reads.
 */
const scopeOf = ({ file = '', object }: Place): string => `${object === undefined ? 'file' : 'object'} ${/^.*\//.exec(file)?.[0] ?? ''}`;

/** The namespace of `PrometheusRule shop/rules`: those of several may be for several Prometheus. */
const namespaceOf = ({ object = '' }: Place): string => / (.*)\//.exec(object)?.[1] ?? '';

const sorted = (labels: Readonly<Record<string, string>>) => Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));

function* named({ rules, dashboards, objects, scrapes, foreign }: CheckInput): Iterable<Named> {
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
        message: `two dashboards have the title ${title}: nobody can tell them apart in a list`,
        hint: 'give one of them another title',
        place,
        at: ['title'],
        // They may be in several folders of Grafana.
        ...(foreign && { severity: 'info' }),
      };
    }
  }
  for (const { kind, name, labels, query, place } of rules) {
    // Rules with other expressions may give other series, as the parts of one series that several rules record do.
    yield {
      key: `${kind} ${JSON.stringify([foreign ? namespaceOf(place) : '', name, sorted(labels), query.text])}`,
      message:
        kind === 'alert'
          ? `alert ${name} is declared twice with the same labels and expression`
          : `two rules record ${name} with the same labels and expression: their samples collide`,
      hint: 'drop one of the two, or tell them apart by a label',
      place,
      ...(foreign && { severity: 'warning' }),
    };
  }
  // Of monitors from elsewhere each endpoint is a scrape of its own.
  if (foreign) return;
  for (const {
    job,
    monitor: {
      kind,
      metadata: { namespace, name },
    },
    place,
  } of scrapes) {
    yield {
      key: `monitor ${kind} ${namespace}/${name}`,
      message: `job ${job} is declared twice`,
      hint: 'give one of the two targets another name',
      place,
    };
  }
}
