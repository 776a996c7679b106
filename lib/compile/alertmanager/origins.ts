import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import type { AlertMatcher } from '../../alertmanager/matcher';
import type { ObjectReference } from '../../kubernetes/object';

/** Where a part of the generated configuration comes from. */
export interface Origin {
  /** The part, `route.routes[0]`. */
  readonly path: string;
  /** The AlertmanagerConfig that it is made of. @default - it stands in the base configuration */
  readonly object?: ObjectReference;
  /** Where it stands there: `spec.route`. */
  readonly at: string;
  /** The matcher that the operator adds to it. */
  readonly adds?: AlertMatcher;
}

/** What one source gives to the configuration. */
export interface Part {
  readonly config: Pick<AlertmanagerConfiguration, 'route' | 'receivers' | 'inhibit_rules'>;
  readonly object?: ObjectReference;
  readonly adds?: AlertMatcher;
}

const own = { route: 'route', receivers: 'receivers', inhibit_rules: 'inhibit_rules' } as const;
const custom = { route: 'spec.route', receivers: 'spec.receivers', inhibit_rules: 'spec.inhibitRules' } as const;

/** The origins of a configuration in which the fragments' routes come before those of the base, and all else behind it. */
export function originsOf(base: Part, fragments: readonly Part[]): readonly Origin[] {
  const routed = fragments.filter(({ config }) => config.route !== undefined);
  const below = base.object === undefined ? own : custom;
  return [
    { path: 'route', at: below.route, ...sourceOf(base) },
    ...routed.map((part, i) => ({ path: `route.routes[${i}]`, at: custom.route, ...sourceOf(part) })),
    ...(base.config.route?.routes ?? []).map((_, i) => ({
      path: `route.routes[${routed.length + i}]`,
      at: `${below.route}.routes[${i}]`,
      ...sourceOf(base),
    })),
    ...entries('receivers', [base, ...routed]),
    ...entries('inhibit_rules', [base, ...fragments]),
  ];
}

function entries(field: 'receivers' | 'inhibit_rules', parts: readonly Part[]): readonly Origin[] {
  return parts
    .flatMap((part) => (part.config[field] ?? []).map((_, i) => ({ part, i })))
    .map(({ part, i }, index) => ({
      path: `${field}[${index}]`,
      at: `${part.object === undefined ? own[field] : custom[field]}[${i}]`,
      ...sourceOf(part),
    }));
}

const sourceOf = ({ object, adds }: Part): Pick<Origin, 'object' | 'adds'> => ({ ...(object && { object }), ...(adds && { adds }) });
