import type { AnyDuration } from '../model/duration';
import type { Alert, Tuning } from '../model/rule';
import type { Fields } from '../model/shape/fields';
import { anything, characters, textLike } from '../model/shape/kinds';
import type { Kind } from '../model/shape/problem';
import { secretKeyReference } from '../model/shape/references';
import { positiveDuration } from '../model/shape/units';
import { isMapping } from '../yaml/value';
import { programFields } from './option-kinds';
import type { ProgramOptions } from './program-options';

/** What every exporter has, beside where its server is. */
export interface ExporterProps<A extends Alert = Alert> extends ProgramOptions {
  /** How often Prometheus asks it, and it the server. @default - as often as the stack's other targets */
  readonly interval?: AnyDuration;
  /** What of its alerts is other. @default - all alerts, as they are */
  readonly tune?: Tuning<A>;
}

/** The kind of each option that every exporter has. */
export const exporterFields: Fields<ExporterProps> = { ...programFields, interval: positiveDuration, tune: anything };

/** A host and its port. */
export const addressKind: Kind = textLike(
  'address',
  /^(\[[0-9a-f:]+\]|[a-z0-9]([-a-z0-9.]*[a-z0-9])?):\d{1,5}$/i,
  'Write host and port, such as redis.shop:6379.',
);

/** A name that is no secret, or the key of a Secret that holds it. */
export const userKind: Kind = (value, at) => (isMapping(value) ? secretKeyReference(value, at) : characters(value, at));
