import { type JsonObject, merged } from '../../text/json';
import type { Raw } from '../raw';

/** What each short form of a channel has. */
export interface ChannelOptions<R> {
  /** Nothing is sent when the alerts are over. @default - a message says that they are */
  readonly sendResolved?: 'off';
  /** Fields in the words of an AlertmanagerConfig, merged over what the other options write. @default - none */
  readonly raw?: Raw<R>;
}

/** What was given to a short form and is none of its own options: an unknown one stays, and is a finding. */
interface Rest {
  readonly sendResolved?: 'off';
  readonly raw?: object;
}

/** The settings of one channel: what the short form writes, and `raw` over it. */
export function channelSettings<R extends object>(written: R, { sendResolved, raw, ...unknown }: Rest): R {
  const own = Object.entries({ ...written, ...unknown }).filter(([, value]) => value !== undefined);
  const isSent = sendResolved === undefined ? true : sendResolved === 'off' ? false : sendResolved;
  const whole = { ...Object.fromEntries(own), sendResolved: isSent };
  return (raw === undefined ? whole : merged(whole as JsonObject, raw as JsonObject)) as R;
}

/** A mapping as the list of pairs that the custom resource has for it. */
export const pairs = (mapping: Readonly<Record<string, string>> | undefined) =>
  mapping === undefined ? undefined : Object.entries(mapping).map(([key, value]) => ({ key, value }));
