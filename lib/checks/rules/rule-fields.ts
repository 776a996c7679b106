import type { GroupInput, RuleInput } from '../../analysis/check-input';
import { foundAt } from '../../analysis/found';
import { parseDuration } from '../../promql/numbers';
import { nearest } from '../../text/nearest';
import type { Path } from '../../yaml/value';
import { check } from '../check';

interface Fault {
  readonly message: string;
  readonly hint: string;
  readonly at: Path;
}

export const ruleFields = check('rule-fields', {
  finds: 'a field of a rule or a group that Prometheus refuses',
  severity: 'error',
  *run({ rules, groups = [] }) {
    for (const rule of rules) for (const fault of [...faultsOf(rule), ...faultsAsWritten(rule)]) yield foundAt(rule.place, fault);
    const names = new Map<unknown, Set<string>>();
    for (const group of groups) {
      for (const fault of faultsOfGroup(group)) yield foundAt(group.place, fault);
      const known = names.get(group.document) ?? new Set();
      names.set(group.document, known);
      if (group.name !== undefined && known.has(group.name)) {
        yield foundAt(group.place, {
          message: `two groups are called ${group.name}: Prometheus refuses the whole file`,
          hint: 'give one of them another name, or put their rules together',
          at: ['name'],
        });
      }
      if (group.name !== undefined) known.add(group.name);
    }
  },
});

/** The fields of Prometheus (model/rulefmt/rulefmt.go), and of prometheus-operator's PrometheusRule, Thanos and Mimir. */
const fieldsOfRule = ['alert', 'record', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations'];
const fieldsOfGroup = [
  'name',
  'interval',
  'query_offset',
  'limit',
  'labels',
  'rules',
  'partial_response_strategy',
  'source_tenants',
  'evaluation_delay',
  'align_evaluation_time_on_interval',
];

/** What people write beside the expression, and where it belongs: no rule has ever had such a field. */
const misplacedFields: Readonly<Record<string, 'labels' | 'annotations'>> = {
  severity: 'labels',
  summary: 'annotations',
  description: 'annotations',
  message: 'annotations',
  runbook: 'annotations',
  runbook_url: 'annotations',
  dashboard_url: 'annotations',
};

function* faultsAsWritten({ kind, name, written }: RuleInput): Iterable<Fault> {
  if (written === undefined) return;
  if (written.alert !== undefined && written.record !== undefined) {
    yield {
      message: `a rule is both the alert ${name} and the recording ${String(written.record)}: Prometheus refuses the whole file`,
      hint: 'make two rules of it',
      at: ['record'],
    };
  }
  yield* misspelt(`${kind} ${name}`, written, fieldsOfRule);
}

function* faultsOfGroup({ name, written, isForeignDialect }: GroupInput): Iterable<Fault> {
  if (!name) yield { message: 'a group of rules has no name: Prometheus refuses the whole file', hint: 'name it', at: ['name'] };
  const { interval } = written;
  const duration = typeof interval === 'string' && !isForeignDialect && !interval.includes('${') ? parseDuration(interval) : undefined;
  if (duration !== undefined && 'fault' in duration) {
    yield {
      message: `group ${name}: interval is not a duration: ${duration.fault}`,
      hint: 'write a number and a unit, such as 30s or 1m',
      at: ['interval'],
    };
  }
  if (!isForeignDialect) yield* misspelt(`group ${name}`, written, fieldsOfGroup);
}

/** A field that is none, and like one: of others it is not sure that they are for Prometheus. */
function* misspelt(title: string, written: Readonly<Record<string, unknown>>, fields: readonly string[]): Iterable<Fault> {
  for (const field of Object.keys(written)) {
    if (fields.includes(field)) continue;
    if (fields === fieldsOfRule && Object.hasOwn(misplacedFields, field)) {
      yield {
        message: `${title} has a field ${field}, which Prometheus does not know: it refuses the whole file`,
        hint: `put it below ${misplacedFields[field]}`,
        at: [field],
      };
      continue;
    }
    const similar = nearest(
      field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      fields.filter((known) => written[known] === undefined),
    );
    if (similar !== undefined) {
      yield {
        message: `${title} has a field ${field}, which Prometheus does not know: it refuses the whole file`,
        hint: `did you mean ${similar}?`,
        at: [field],
      };
    }
  }
}

function* faultsOf(rule: RuleInput): Iterable<Fault> {
  const { kind, name, annotations } = rule;
  for (const [field, value] of [
    ['for', rule.for],
    ['keep_firing_for', rule.keepFiringFor],
  ] as const) {
    if (value === undefined) continue;
    const duration = parseDuration(value);
    if ('fault' in duration) {
      yield {
        message: `${kind} ${name}: ${field} is not a duration: ${duration.fault}`,
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
