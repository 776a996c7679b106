import { foundAt } from '../../analysis/found';
import { type RehearsalOutcome, valuesOverTime, whyQuiet } from '../../analysis/play/rehearsal';
import { type PlayedRehearsals, rehearsedAlerts } from '../../analysis/play/rehearsed';
import { statesInWords } from '../../analysis/play/timeline';
import { durationText } from '../../model/duration';
import type { Labels } from '../../model/labels';
import type { Rehearsal } from '../../model/rehearsal';
import { inWords } from '../../text/list';
import { check } from '../check';

export const rehearsalFailed = check('rehearsal-failed', {
  finds: 'an alert that does something else in a rehearsal than the rehearsal says',
  severity: 'error',
  kinds: { 'not-played': 'info' },
  *run(input) {
    for (const { rule, played: alert } of rehearsedAlerts(input)) {
      for (const played of alert.rehearsals) {
        const title = `alert ${rule.name}: ${played.title}`;
        if (played.kind === 'misread') {
          yield foundAt(rule.place, { message: `${title} cannot be played: ${played.why}`, hint: 'correct the rehearsal' });
        } else if (played.kind === 'not-played') {
          const hint = 'play it with `promtool test rules rehearsals/tests.yaml`, which the synth writes';
          yield foundAt(rule.place, { kind: 'not-played', message: `${title} is not played: ${played.why}`, hint });
        } else if (!played.outcome.holds) {
          const { rehearsal, outcome } = played;
          yield foundAt(rule.place, {
            message: `${title} ${difference(alert, rehearsal, outcome)}`,
            hint: hintFor(rehearsal, outcome),
            excerpt: shownOver(alert, outcome),
          });
        }
      }
    }
  },
});

const labelsText = ({ __name__ = '', ...labels }: Labels): string =>
  `${__name__}{${Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ')}}`;

const listed = (alerts: readonly Labels[]): string => inWords(alerts.map(labelsText), 3);

/** What it says, and what is so. */
function difference({ subject }: PlayedRehearsals, { at, fires }: Rehearsal, outcome: RehearsalOutcome): string {
  const time = durationText(at);
  const wanted = fires.length === 0 ? `expects no alert at ${time}` : `expects ${listed(fires)} at ${time}`;
  const [fault] = outcome.faults;
  if (fault !== undefined) return `${wanted}, and the expression fails: ${fault.fault.message}`;
  if (outcome.fires.length > 0) return `${wanted}, and it fires with ${listed(outcome.fires)}`;
  return `${wanted}, and it stays quiet: ${whyQuiet(subject, outcome)}`;
}

function hintFor({ at, fires }: Rehearsal, { fires: fired, pending, faults }: RehearsalOutcome): string {
  if (faults.length > 0) return 'correct the expression, so that it has a value for this history';
  if (fired.length === 0) {
    return pending.length > 0 ? 'look later, or shorten `for`' : 'correct the history, or the expression of the alert';
  }
  if (fires.length === 0) return 'if it is right to fire, say so with `fires`; else correct the threshold, or `for`';
  const [only, ...others] = fired;
  return others.length > 0
    ? 'name each alert that fires, or aggregate to one'
    : `if that is what you want, write \`fires('${durationText(at)}', ${JSON.stringify(only)}, ...)\`; else correct the labels of the expression`;
}

/** The measured values, and the states of its alerts: what one would look at in Prometheus. */
function shownOver({ subject }: PlayedRehearsals, { played }: RehearsalOutcome): string {
  const most = 6;
  const values = valuesOverTime(subject, played);
  return [
    ...values.slice(0, most).map((row) => `${labelsText(row.labels)} ${row.values}`),
    ...(values.length > most ? [`and ${values.length - most} more`] : []),
    ...statesInWords({ ...played, alerts: played.alerts.filter(({ rule }) => rule.name === subject.name) }).slice(0, most),
  ].join('\n');
}
