import type * as crd from '../../imports/monitoring.coreos.com/alertmanager-config';
import { durationText } from '../model/duration';
import { type Route, type Routing, receiversIn, timeIntervalsIn } from '../model/routing';
import type { TimeInterval, TimePeriod } from '../model/time-interval';

/**
 * A routing in the manner of an AlertmanagerConfig: receivers and time intervals by name, durations as texts. It may say more than the
 * custom resource takes.
 */
export function alertmanagerConfigSpec(routing: Routing): crd.AlertmanagerConfigSpec {
  const { route, inhibitRules } = routing;
  const intervals = timeIntervalsIn(routing);
  return {
    receivers: receiversIn(routing),
    route: routeSpec(route),
    ...(inhibitRules && { inhibitRules }),
    ...(intervals.length > 0 && { muteTimeIntervals: intervals.map(intervalSpec) }),
  };
}

const routeSpec = ({
  receiver,
  groupWait,
  groupInterval,
  repeatInterval,
  muteTimeIntervals,
  activeTimeIntervals,
  routes,
  ...route
}: Route): crd.Route => ({
  receiver: typeof receiver === 'string' ? receiver : receiver.name,
  ...route,
  ...(groupWait !== undefined && { groupWait: durationText(groupWait) }),
  ...(groupInterval !== undefined && { groupInterval: durationText(groupInterval) }),
  ...(repeatInterval !== undefined && { repeatInterval: durationText(repeatInterval) }),
  ...(muteTimeIntervals && { muteTimeIntervals: muteTimeIntervals.map(({ name }) => name) }),
  ...(activeTimeIntervals && { activeTimeIntervals: activeTimeIntervals.map(({ name }) => name) }),
  ...(routes && { routes: routes.map(routeSpec) }),
});

const intervalSpec = ({ name, location, intervals }: TimeInterval): crd.MuteTimeInterval => ({
  name,
  timeIntervals: intervals.map((period) => ({ ...periodSpec(period), ...(location !== undefined && { location }) })),
});

const periodSpec = ({ times, daysOfMonth, ...others }: TimePeriod): crd.TimePeriod => ({
  ...(times && { times: times.map(([startTime, endTime]) => ({ startTime, endTime })) }),
  ...(daysOfMonth && { daysOfMonth: daysOfMonth.map(dayRange) }),
  ...others,
});

function dayRange(days: string): crd.DayOfMonthRange {
  const [start, end = start] = days.split(':').map(Number);
  return { start: start!, end: end! };
}
