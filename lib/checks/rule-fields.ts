import { parseDuration } from '../promql';
import type { Check } from './check';
import { findingAt, type JudgedRule } from './model';
import type { Path } from '../objects';

interface Fault {
  readonly message: string;
  readonly hint: string;
  readonly at: Path;
}

/** A field that Prometheus refuses: `for` or annotations of a recording rule, a duration that is none. */
export const ruleFields: Check = {
  name: 'rule-fields',
  *judge({ rules }) {
    for (const rule of rules) for (const fault of faultsOf(rule)) yield findingAt(rule.place, this.name, 'error', fault);
  },
};

function* faultsOf(rule: JudgedRule): Iterable<Fault> {
  const { kind, name, annotations } = rule;
  for (const [field, value] of [['for', rule.for], ['keep_firing_for', rule.keepFiringFor]] as const) {
    if (value === undefined) continue;
    const duration = parseDuration(value);
    if ('fault' in duration) {
      yield {
        message: `${kind} ${name}: ${field} is no duration: ${duration.fault}`,
        hint: 'write a number and a unit, such as 30s, 5m or 1h30m',
        at: [field],
      };
    } else if (kind === 'recording' && duration.seconds > 0) {
      yield {
        message: `recording ${name} has ${field}, which only alerts may have: Prometheus refuses the whole file`,
        hint: `drop ${field}`,
        at: [field],
      };
    }
  }
  if (kind === 'recording' && Object.keys(annotations).length > 0) {
    yield {
      message: `recording ${name} has annotations, which only alerts may have: Prometheus refuses the whole file`,
      hint: 'drop them; a comment in the file says as much',
      at: ['annotations'],
    };
  }
}
