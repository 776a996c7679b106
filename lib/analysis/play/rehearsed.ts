import { durationText, secondsOf } from '../../model/duration';
import type { Rehearsal } from '../../model/rehearsal';
import { parseHistory } from '../../promql/evaluate/storage/notation';
import { memoize } from '../../text/memoize';
import type { CheckInput, RuleInput } from '../check-input';
import { type PlayableRule, playableInput } from './playable';
import { neededRules, playRehearsal, type RehearsalOutcome } from './rehearsal';

/** A rehearsal as it was played, or why it cannot be. */
export type PlayedRehearsal = { readonly rehearsal: Rehearsal; readonly title: string } & (
  | { readonly kind: 'played'; readonly outcome: RehearsalOutcome }
  /** It has what only promtool evaluates. */
  | { readonly kind: 'not-played'; readonly why: string }
  | { readonly kind: 'misread'; readonly why: string }
);

/** The rehearsals of an alert, played with the rules that it reads. */
export interface PlayedRehearsals {
  readonly subject: PlayableRule;
  readonly needed: readonly PlayableRule[];
  readonly interval: number;
  readonly rehearsals: readonly PlayedRehearsal[];
}

export interface RehearsedAlert {
  readonly rule: RuleInput;
  readonly played: PlayedRehearsals;
}

/** What was played, by all that it depends on: the stacks of an app have many alerts in common. */
export type PlayedBefore = Map<string, PlayedRehearsals>;

const minute = 60_000;

/** All alerts that have rehearsals, with what they did in them: played once, for all checks. */
export const rehearsedAlerts = memoize(({ rules: inputs, playedBefore = new Map() }: CheckInput): readonly RehearsedAlert[] => {
  if (!inputs.some(({ rehearsals = [] }) => rehearsals.length > 0)) return [];
  const rules = inputs.map(playableInput);
  return inputs.flatMap((rule) => {
    const { rehearsals = [], playedEvery: interval = minute } = rule;
    if (rule.kind !== 'alert' || rehearsals.length === 0 || rule.query.diagnostics.length > 0) return [];
    const subject = playableInput(rule);
    const needed = neededRules(subject, rules);
    const key = JSON.stringify([interval, subject.name, rehearsals, needed.map(contentOf)]);
    const before = playedBefore.get(key);
    if (before !== undefined) return [{ rule, played: before }];
    const play = (rehearsal: Rehearsal, index: number): PlayedRehearsal => ({
      rehearsal,
      title: `rehearsal ${index + 1}${rehearsal.title === undefined ? '' : ` (${rehearsal.title})`}`,
      ...outcomeOf(subject, needed, rehearsal, interval),
    });
    const played = { subject, needed, interval, rehearsals: rehearsals.map(play) };
    playedBefore.set(key, played);
    return [{ rule, played }];
  });
});

const contentOf = ({ kind, name, query, for: pending, keepFiringFor, labels }: PlayableRule) => [
  kind,
  name,
  query.text,
  pending,
  keepFiringFor,
  labels,
];

/** An SLO over a month at an evaluation each 30 seconds has less. */
const mostEvaluations = 100_000;

function outcomeOf(subject: PlayableRule, needed: readonly PlayableRule[], rehearsal: Rehearsal, interval: number) {
  for (const { name, values } of rehearsal.given) {
    const parsed = parseHistory(values);
    if (!('code' in parsed)) continue;
    const why = `the history of ${name}: ${parsed.message}`;
    return parsed.code === 'native-histogram' ? ({ kind: 'not-played', why } as const) : ({ kind: 'misread', why } as const);
  }
  const evaluations = (secondsOf(rehearsal.at) * 1000) / interval;
  if (evaluations > mostEvaluations) {
    return {
      kind: 'misread',
      why: `${durationText(rehearsal.at)} are ${Math.floor(evaluations)} evaluations, and at most ${mostEvaluations} are played`,
    } as const;
  }
  const outcome = playRehearsal(subject, needed, rehearsal, interval);
  const beyond = outcome.faults.find(({ fault }) => fault.code === 'native-histogram');
  return beyond === undefined ? ({ kind: 'played', outcome } as const) : ({ kind: 'not-played', why: beyond.fault.message } as const);
}
