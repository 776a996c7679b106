import type { Finding } from '../model/finding';
import type { Path } from '../objects';
import type { Check } from './check';
import { findingAt, type Model, type Place } from './model';

interface Named {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
  readonly place: Place;
  readonly at?: Path;
}

/** Two things that only one of can be: objects, dashboards, and rules that give the same series. */
export const duplicateName: Check = {
  name: 'duplicate-name',
  *judge(model) {
    const seen = new Map<string, Place | Set<string>>();
    for (const { key, place, ...details } of named(model)) {
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, place);
      else {
        const scopes = earlier instanceof Set ? earlier : new Set([scopeOf(earlier)]);
        const scope = scopeOf(place);
        if (scopes.has(scope)) yield findingAt(place, this.name, 'error', details) satisfies Finding;
        seen.set(key, scopes.add(scope));
      }
    }
  },
};

/**
 * What is applied together, as far as it is known: the files of one folder. Other folders may be other clusters. A rule file beside
 * an object with the same rules is their source, or what promtool reads.
 */
function scopeOf({ object, locate }: Place): string {
  const file = locate?.().file ?? '';
  return `${object === undefined ? 'file' : 'object'} ${file.slice(0, file.lastIndexOf('/') + 1)}`;
}

const sorted = (labels: Readonly<Record<string, string>>) => Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));

function* named({ rules, dashboards, objects, scrapes, foreign }: Model): Iterable<Named> {
  for (const { object: { apiVersion, kind, metadata: { namespace = '', name } }, place } of objects) {
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
      };
    }
  }
  for (const { kind, name, labels, query, place } of rules) {
    // Rules with other expressions may give other series, as the parts of one series that several rules record do.
    yield {
      key: `${kind} ${JSON.stringify([name, sorted(labels), query.text])}`,
      message: kind === 'alert' ? `alert ${name} is declared twice with the same labels and expression` : `two rules record ${name} with the same labels and expression: their samples collide`,
      hint: 'drop one of the two, or tell them apart by a label',
      place,
    };
  }
  // Of monitors from elsewhere each endpoint is a scrape of its own.
  if (foreign) return;
  for (const { job, monitor: { kind, metadata: { namespace, name } }, place } of scrapes) {
    yield { key: `monitor ${kind} ${namespace}/${name}`, message: `job ${job} is declared twice`, hint: 'give one of the two targets another name', place };
  }
}
