import { foundAt } from '../../analysis/found';
import type { Query } from '../../promql/ast';
import { selectorsOf } from '../../promql/walk';
import { check } from '../check';

export const unrehearsed = check('unrehearsed', {
  finds: 'an alert without a rehearsal in which it fires, or without one in which it stays quiet',
  severity: 'info',
  *run({ rules }) {
    for (const { kind, name, rehearsals, place, query } of rules) {
      if (kind !== 'alert' || rehearsals === undefined) continue;
      const missing = [
        ...(rehearsals.some(({ fires }) => fires.length > 0) ? [] : ['in which it fires']),
        // What reads no series is always the same: a watchdog.
        ...(isConstant(query) || rehearsals.some(({ fires }) => fires.length === 0) ? [] : ['in which it stays quiet']),
      ];
      if (missing.length === 0) continue;
      yield foundAt(place, {
        message: `alert ${name} has no rehearsal ${missing.join(' and none ')}`,
        hint: 'give it `rehearsals: [fires(...), quiet(...)]`: a history in, the alerts that fire out; every synth plays them',
      });
    }
  },
});

const isConstant = ({ expr }: Query): boolean => expr !== undefined && selectorsOf(expr).length === 0;
