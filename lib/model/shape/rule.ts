import { inWords } from '../../text/list';
import { isMapping } from '../../yaml/value';
import type { Rehearsal, SeriesHistory } from '../rehearsal';
import type { Alert, Recording } from '../rule';
import type { Slo } from '../slo';
import { type AlertThreshold, unitOf, units, valueOf } from '../threshold';
import { fields, required } from './fields';
import { anything, characters, choiceOf, labels, listOf, mapOf, right, satisfying, yes } from './kinds';
import { isNo, type Kind, problem } from './problem';
import { counterQuery, promqlText } from './query';
import { duration, positiveDuration, size } from './units';

const name: Kind = (value, at) => (typeof value === 'string' && value !== '' ? right : isNo(at, value, 'name', 'Write a name in quotes.'));

const history = fields<SeriesHistory>(
  'a series',
  { name: required(name), labels: required(labels), values: required(characters) },
  "series(metric, { label: 'value' }, '0+10x30')",
);

const rehearsal = fields<Rehearsal>(
  'a rehearsal',
  {
    given: required(listOf(history)),
    at: required(duration),
    interval: positiveDuration,
    title: characters,
    fires: required(listOf(labels)),
  },
  "fires('15m', {}, series(...)) or quiet('15m', series(...))",
);

/** Labels that are options of an alert, or its name. */
const ownLabels: Readonly<Record<string, string>> = {
  severity: 'Write the severity beside expr, and not among the labels.',
  component: 'Write the component beside expr, and not among the labels.',
  alertname: 'Remove it: an alert has its name in this label.',
};

const otherLabels = satisfying<Readonly<Record<string, string>>>(labels, (value, at) =>
  Object.keys(value)
    .filter((label) => Object.hasOwn(ownLabels, label))
    .map((label) => problem(`${at}.${label}`, 'the label has an option of its own', ownLabels[label]!)),
);

const threshold: Kind = (value, at) => {
  const unit = isMapping(value) ? unitOf(value) : undefined;
  if (!isMapping(value) || unit === undefined)
    return isNo(at, value, 'threshold', `Write { UNIT: VALUE, is: 'what it is' }; units are ${inWords(units, 6)}.`);
  const given = value[unit];
  const number = unit === 'ratio' || unit === 'count' || unit === 'perSecond';
  const problems = number ? finite(given, at) : unit === 'bytes' ? size(given, at) : duration(given, at);
  if (problems.length > 0 || unit === 'range') return problems;
  const inForce = valueOf(value as unknown as AlertThreshold) as number;
  const { min = -Infinity, max = Infinity } = value as { min?: number; max?: number };
  if (inForce >= min && inForce <= max) return right;
  const bounds = [...(min === -Infinity ? [] : [`${min} or more`]), ...(max === Infinity ? [] : [`${max} or less`])].join(', ');
  return [problem(at, `${inForce} is out of bounds`, `It is the ${String(value.is)}: write ${bounds}.`)];
};

const finite: Kind = (value, at) =>
  typeof value === 'number' && Number.isFinite(value) ? right : isNo(at, value, 'number', 'Write a number without quotes.');

/** What a call of `tune` names and nothing has. */
interface Mistuned {
  readonly misnamed?: readonly string[];
}

const declaredAlert = fields<Alert & Mistuned>(
  'an alert',
  {
    kind: required(choiceOf('alert')),
    name: required(name),
    thresholds: required(mapOf(threshold)),
    misnamed: (value, at) =>
      (value as readonly string[]).map((each) =>
        problem(
          at.replace(/misnamed$/, each),
          'the alert has no such threshold',
          'Name one of its thresholds, for, keepFiringFor, severity, labels or annotations.',
        ),
      ),
    expr: required(promqlText),
    for: duration,
    keepFiringFor: duration,
    severity: required(choiceOf('critical', 'warning', 'info', 'none')),
    summary: required(characters),
    description: characters,
    component: characters,
    labels: otherLabels,
    annotations: labels,
    rehearsals: required(listOf(rehearsal)),
    slo: characters,
    source: anything,
  },
  "alert('Name', { expr, severity, summary })",
);

export const alertKind: Kind = (value, at) =>
  isMapping(value) && value.kind === 'untuned'
    ? [problem(at, `tune names the alert ${String(value.name)}, which is not among those that it is given`, 'Name one of them.')]
    : declaredAlert(value, at);

export const recordingKind = fields<Recording>(
  'a recording',
  {
    kind: required(choiceOf('recording')),
    name: required(name),
    expr: required(promqlText),
    labels,
    interval: duration,
    published: yes,
    slo: characters,
    source: anything,
  },
  "recording('level:metric:operations', { expr })",
);

const objective: Kind = (value, at) => {
  if (typeof value !== 'number' || Number.isNaN(value))
    return isNo(at, value, 'share of events', 'Write a number between 0 and 1, such as 0.99.');
  if (value > 0 && value < 1) return right;
  if (value === 1) return isNo(at, value, 'objective', 'Write less, such as 0.999: with 1 there is no error budget to watch.');
  const share = value > 1 && value < 100 ? `Write ${Number((value / 100).toPrecision(12))} for ${value} of 100 events.` : undefined;
  return isNo(at, value, 'share between 0 and 1', share ?? 'Write a number between 0 and 1, such as 0.99.');
};

export const sloKind = fields<Slo>(
  'an SLO',
  {
    kind: required(choiceOf('slo')),
    name: required(name),
    objective: required(objective),
    bad: required(counterQuery),
    good: required(counterQuery),
    summary: required(characters),
    component: characters,
  },
  "slo('name', { objective, bad, good, summary })",
);
