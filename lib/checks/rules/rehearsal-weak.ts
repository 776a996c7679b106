import { foundAt } from '../../analysis/found';
import { type AlertVariant, variantsOf } from '../../analysis/play/alert-variants';
import { holdsFor } from '../../analysis/play/rehearsal';
import { type PlayedRehearsals, rehearsedAlerts } from '../../analysis/play/rehearsed';
import { inWords } from '../../text/list';
import { memoize } from '../../text/memoize';
import { check } from '../check';

export const rehearsalWeak = check('rehearsal-weak', {
  finds:
    'an alert whose rehearsals would not notice a slip: a threshold that is off by ten times, a comparison that is turned, or a `for` that is doubled',
  severity: 'info',
  *run(input) {
    for (const { rule, played } of rehearsedAlerts(input)) {
      const unnoticed = unnoticedIn(played);
      if (unnoticed.length === 0) continue;
      yield foundAt(rule.place, {
        message: `alert ${rule.name} would pass its rehearsals ${inWords(unnoticed.map(({ title }) => title))}`,
        hint: remedies(played, unnoticed).join('; '),
      });
    }
  },
});

const unnoticedIn = memoize((played: PlayedRehearsals): readonly AlertVariant[] =>
  isRehearsed(played) ? variantsOf(played.subject).filter((variant) => passesAll(variant, played)) : [],
);

/** All of them hold, and both kinds are there: what is missing or wrong is told by other checks. */
const isRehearsed = ({ rehearsals }: PlayedRehearsals): boolean =>
  rehearsals.every((played) => played.kind === 'played' && played.outcome.holds) &&
  rehearsals.some(({ rehearsal }) => rehearsal.fires.length > 0) &&
  rehearsals.some(({ rehearsal }) => rehearsal.fires.length === 0);

const passesAll = ({ rule }: AlertVariant, { needed, rehearsals, interval }: PlayedRehearsals): boolean =>
  rehearsals.every((played) => played.kind !== 'played' || holdsFor(rule, played.outcome, needed, played.rehearsal, interval));

function remedies({ subject }: PlayedRehearsals, unnoticed: readonly AlertVariant[]): readonly string[] {
  const has = (kind: AlertVariant['kind']) => unnoticed.some((variant) => variant.kind === kind);
  return [
    ...(has('threshold') || has('comparison')
      ? [
          'rehearse it near the threshold: one history that is less than ten times beyond it and fires, one that is within a tenth of it and stays quiet',
        ]
      : []),
    ...(has('for') ? [`look at it after \`for: ${subject.for}\` and before twice that time has passed`] : []),
  ];
}
