import type { Rehearsal, SeriesHistory } from '../rehearsal';
import type { Alert, Recording } from '../rule';
import type { Slo } from '../slo';
import { fields, required } from './fields';
import { characters, choiceOf, labels, listOf, right, satisfying } from './kinds';
import { isNo, type Kind, problem } from './problem';
import { counterQuery, promqlText } from './query';
import { duration } from './units';

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

export const alertKind = fields<Alert>(
  'an alert',
  {
    kind: required(choiceOf('alert')),
    name: required(name),
    expr: required(promqlText),
    for: duration,
    keepFiringFor: duration,
    severity: required(choiceOf('critical', 'warning', 'info')),
    summary: required(characters),
    description: characters,
    component: characters,
    labels: otherLabels,
    annotations: labels,
    rehearsals: required(listOf(rehearsal)),
    slo: characters,
  },
  "alert('Name', { expr, severity, summary })",
);

export const recordingKind = fields<Recording>(
  'a recording',
  {
    kind: required(choiceOf('recording')),
    name: required(name),
    expr: required(promqlText),
    labels,
    slo: characters,
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
