import { labelsFrom } from '../../promql/evaluate/storage/pairs';
import { formatDuration } from '../../promql/numbers';
import type { AlertHistory, AlertState } from './alert-states';
import type { PlayedGroups } from './play-groups';

const signs: Readonly<Record<AlertState, string>> = { inactive: '.', pending: '-', firing: '#' };

/** `OrdersPileUp{queue="mail"}  ....----###`: an alert a line; `-` is pending, `#` fires, a dot is neither. */
export function drawTimeline({ alerts, stage }: PlayedGroups): string {
  const steps = Math.floor((stage.end - stage.start) / stage.interval) + 1;
  if (alerts.length === 0) return `no alert is ever active, from 0s to ${formatDuration(stage.end - stage.start)}`;
  const titles = alerts.map(titleOf);
  const width = Math.max(...titles.map((title) => title.length));
  const lines = alerts.map(({ states }, index) => {
    const drawn = Array.from({ length: steps }, (_, step) => signs[states[step] ?? 'inactive']).join('');
    return `${titles[index]!.padEnd(width)}  ${drawn}`;
  });
  return [...lines, `${' '.repeat(width)}  0s, each sign ${formatDuration(stage.interval)}: - pending, # firing`].join('\n');
}

function titleOf({ rule, labels }: AlertHistory): string {
  const shown = Object.entries(labelsFrom(labels)).filter(([name]) => name !== 'alertname' && rule.labels[name] === undefined);
  return `${rule.name}{${shown.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(', ')}}`;
}

/** `OrdersPileUp{queue="mail"}: pending from 1m, firing from 6m`: an alert a line. */
export function statesInWords({ alerts, stage }: PlayedGroups): readonly string[] {
  return alerts.map((alert) => {
    const steps = Math.floor((stage.end - stage.start) / stage.interval) + 1;
    const changes: string[] = [];
    let before: AlertState = 'inactive';
    for (let step = 0; step < steps; step++) {
      const state = alert.states[step] ?? 'inactive';
      if (state !== before) changes.push(`${state} from ${formatDuration(step * stage.interval)}`);
      before = state;
    }
    return `${titleOf(alert)}: ${changes.join(', ')}`;
  });
}
