import type * as crd from '../../imports/monitoring.coreos.com/alertmanager-config';
import { durationText } from '../model/duration';
import { type Route, type Routing, receiversIn } from '../model/routing';

/** A routing in the words of an AlertmanagerConfig: receivers by name, durations as texts. */
export function alertmanagerConfigSpec(routing: Routing): crd.AlertmanagerConfigSpec {
  const { route, inhibitRules } = routing;
  return { receivers: receiversIn(routing), route: routeSpec(route), ...(inhibitRules && { inhibitRules }) };
}

const routeSpec = ({ receiver, groupWait, groupInterval, repeatInterval, routes, ...route }: Route): crd.Route => ({
  receiver: typeof receiver === 'string' ? receiver : receiver.name,
  ...route,
  ...(groupWait !== undefined && { groupWait: durationText(groupWait) }),
  ...(groupInterval !== undefined && { groupInterval: durationText(groupInterval) }),
  ...(repeatInterval !== undefined && { repeatInterval: durationText(repeatInterval) }),
  ...(routes && { routes: routes.map(routeSpec) }),
});
