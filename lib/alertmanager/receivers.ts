import { type Integration, type IntegrationKind, integrationKinds } from './integrations';

/** <receiver>: whom to call. Without an integration it calls nobody: a receiver named `null`, as people write it. */
export type ReceiverConfiguration = {
  readonly name: string;
  /** For querying and filtering in the API; new in 0.33. */
  readonly labels?: Readonly<Record<string, string>>;
} & { readonly [K in IntegrationKind]?: readonly Integration<K>[] };

/** Whether a receiver notifies anybody. */
export function notifies(receiver: ReceiverConfiguration): boolean {
  return integrationKinds.some((kind) => (receiver[kind]?.length ?? 0) > 0);
}
