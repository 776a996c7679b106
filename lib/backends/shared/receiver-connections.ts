import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import type { ConfigField, Shape } from '../../alertmanager/fields';
import { type IntegrationKind, integrationKinds, integrations } from '../../alertmanager/integrations';
import { addressDestinations, type Names, urlDestinations } from '../../manifests/addresses';
import type { Destination } from '../../manifests/context';

/** Where Alertmanager connects to, to notify these receivers. */
export function receiverDestinations({ receivers = [] }: AlertmanagerConfiguration, names: Names): readonly Destination[] {
  return receivers.flatMap((receiver) =>
    integrationKinds.flatMap((kind) =>
      (receiver[kind] ?? []).flatMap((entry) => {
        const { http_config: client, ...own } = entry as { readonly http_config?: { readonly proxy_url?: string } };
        const named = addressesIn(integrations[kind], own, names);
        const logsInAt = client === undefined ? [] : addressesIn(integrations[kind], { http_config: client }, names);
        // Through a proxy, that is all that is connected to.
        const goesThrough = client?.proxy_url !== undefined && logsInAt.length > 0;
        return [...(named.length > 0 || goesThrough ? named : unnamed(kind)), ...logsInAt];
      }),
    ),
  );
}

/** The addresses that a configuration spells out. */
function addressesIn(fields: Shape, entry: object, names: Names): readonly Destination[] {
  return Object.entries(entry).flatMap(([key, value]): readonly Destination[] => {
    const field = fields[key];
    if (field === undefined) return [];
    if (typeof value !== 'string') return typeof field === 'object' && 'shape' in field ? addressesIn(field.shape, value, names) : [];
    if (field === 'host-port') return addressDestinations(value, 'http', names);
    return isUrl(key, field) ? urlDestinations(value, names) : [];
  });
}

const isUrl = (key: string, field: ConfigField): boolean =>
  key === 'token_url' || field === 'url' || field === 'any-url' || field === 'secret-url' || field === 'secret-template-url';

/**
 * What is needed where a Secret holds the URL, or where the program's own default is used. A webhook may be anywhere; the others are
 * services of the internet behind HTTPS. One of them on a port of its own, such as a Mattermost that is told as a Slack, needs
 * `network.allow`.
 */
function unnamed(kind: IntegrationKind): readonly Destination[] {
  return [{ to: { kind: 'internet' }, ports: kind === 'webhook_configs' ? [] : kind === 'email_configs' ? smtpPorts : [443] }];
}

/** SMTP, submission over TLS, submission (RFC 8314). */
const smtpPorts = [25, 465, 587];
