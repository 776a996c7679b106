import { parseArgs } from 'node:util';
import type { RuleInput } from '../../analysis/check-input';
import { rehearsedAlerts } from '../../analysis/play/rehearsed';
import { sourcesAt } from '../../input/files/sources';
import { inputFromManifests } from '../../input/model';
import type { Labels } from '../../model/labels';
import { formatGeneral } from '../../promql/numbers';
import { type AlertReach, reachOf, receiversOfLabels } from '../../report/reach';
import { type RehearsalTimeline, timelineOf } from '../../report/timeline';
import { timelineText } from '../../report/timeline-text';
import { inWords } from '../../text/list';
import { nearest } from '../../text/nearest';
import { printable } from '../../text/printable';
import { type Outcome, problemText, usageError } from '../shared/outcome';
import { withUnitTests } from '../shared/rehearsals-of-tests';

export const explainUsage = 'usage: vigie explain ALERT [PATH...] [--format text|json]\n';

const options = { format: { type: 'string', default: 'text' } } as const;

/** An alert with what it does in each of its rehearsals. */
interface Explanation {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: RuleInput['labels'];
  readonly place?: string;
  readonly receivers: readonly string[] | { readonly unknown: string };
  readonly rehearsals: readonly (RehearsalTimeline & { readonly receivers: readonly string[] })[];
}

/** `vigie explain`: what an alert does in its rehearsals, drawn, and whom it reaches. PATH is `dist` where none is named. */
export function runExplain(args: readonly string[]): Outcome {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return usageError((error as Error).message, explainUsage);
  }
  const [name, ...named] = parsed.positionals;
  const { format } = parsed.values;
  if (name === undefined) return usageError('explain needs the name of an alert', explainUsage);
  if (format !== 'text' && format !== 'json') return usageError(`there is no format ${format}`, explainUsage);
  const { sources, problems: missing } = sourcesAt(named.length === 0 ? ['dist'] : named);
  const { model, problems } = inputFromManifests(sources);
  const unread = [...missing, ...problems];
  const { input, notices } = withUnitTests(model, sources);
  const told = `${unread.map(problemText).join('')}${notices.join('')}`;
  const rules = input.rules.filter((rule) => rule.kind === 'alert' && rule.name === name);
  if (rules.length === 0) return unknownAlert(name, input.rules, told);
  const reach = reachOf(input);
  const explained = rules.map((rule) =>
    explanationOf(rule, rehearsedAlerts(input).find((one) => one.rule === rule)?.played, reach, input.externalLabels),
  );
  const fails = explained.some(({ rehearsals }) => rehearsals.some(({ verdict }) => verdict === 'fails'));
  return {
    status: fails ? 1 : unread.length > 0 ? 2 : 0,
    stdout: format === 'json' ? `${JSON.stringify(explained, asPrometheus, 2)}\n` : explained.map(textOf).join('\n'),
    stderr: told,
  };
}

/** JSON has no word for these numbers. */
const asPrometheus = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? formatGeneral(value) : value;

function unknownAlert(name: string, rules: readonly RuleInput[], told: string): Outcome {
  const names = [...new Set(rules.filter(({ kind }) => kind === 'alert').map((rule) => rule.name))].sort();
  const similar = nearest(name, names);
  const known = names.length === 0 ? 'There is no alert in what was read.' : `The alerts are ${inWords(names)}.`;
  const hint = similar === undefined ? known : `Did you mean ${similar}?`;
  return { status: 2, stdout: '', stderr: `${told}${printable(`vigie: there is no alert ${name}`)}\n  ${printable(hint)}\n` };
}

type Played = ReturnType<typeof rehearsedAlerts>[number]['played'];

function explanationOf(rule: RuleInput, played: Played | undefined, reach: AlertReach, externalLabels: Labels): Explanation {
  const timelines = played?.rehearsals.map((one) => timelineOf(played, one)) ?? [];
  return {
    alert: rule.name,
    expr: rule.query.text,
    for: rule.for ?? '0s',
    labels: rule.labels,
    ...(rule.place.file !== undefined && { place: placeOf(rule) }),
    receivers: 'why' in reach ? { unknown: reach.why } : reach.of(rule).receivers.map(receiverText),
    rehearsals: timelines.map((timeline) => ({
      ...timeline,
      receivers:
        'why' in reach
          ? []
          : [
              ...new Set(
                timeline.alerts
                  .filter(({ states }) => states.includes('firing'))
                  .flatMap(({ labels }) => receiversOfLabels(reach.config, { ...externalLabels, ...labels })),
              ),
            ],
    })),
  };
}

const placeOf = ({ place }: RuleInput): string => {
  const { file = place.file, line } = place.locate?.() ?? {};
  return [file, line].filter((part) => part !== undefined).join(':');
};

const receiverText = ({ receiver, isSure, conditions }: { receiver: string; isSure: boolean; conditions: readonly string[] }): string =>
  `${receiver}${isSure ? '' : ' perhaps'}${conditions.length === 0 ? '' : `: ${conditions.join(', ')}`}`;

function textOf({ alert, expr, for: pending, labels, place, receivers, rehearsals }: Explanation): string {
  const list = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const reaches = 'unknown' in receivers ? [`  receivers: ${receivers.unknown}`] : receivers.map((one) => `  receiver: ${one}`);
  return `${[
    printable(`alert ${alert}${place === undefined ? '' : ` (${place})`}`),
    `  expr: ${printable(expr.trim().replace(/\s+/g, ' '))}`,
    `  for: ${printable(pending)}${list.length === 0 ? '' : `, labels: ${printable(list.join(', '))}`}`,
    ...reaches.map((line) => printable(line)),
    ...(rehearsals.length === 0 ? ['  it has no rehearsal, and no unit test among what was read'] : []),
    ...rehearsals.flatMap((one) => [
      '',
      ...timelineText(one),
      ...(one.receivers.length === 0 ? [] : [`    reaches ${one.receivers.map((name) => printable(name)).join(', ')}`]),
    ]),
  ].join('\n')}\n`;
}
