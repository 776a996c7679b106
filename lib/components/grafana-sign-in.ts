import type { SecretKey } from '../model/secret-key';
import type { Url } from '../model/url';
import type { IniValue } from './grafana-options';

/** A way to sign in to Grafana: a section of grafana.ini. */
export interface SignIn {
  readonly kind: 'sign-in';
  readonly section: string;
  readonly settings: Readonly<Record<string, IniValue>>;
  /** A file that the section names. @default - none */
  readonly file?: { readonly setting: string; readonly secret: SecretKey };
  /** What Grafana asks itself. @default - nothing */
  readonly asks?: readonly Url[];
}

/** How Grafana asks an OpenID Connect provider, whose documentation names the URLs. */
export interface OidcOptions {
  /** What stands on the button. */
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: SecretKey;
  /** Where the browser is sent. */
  readonly authUrl: Url;
  /** Where Grafana fetches the token. */
  readonly tokenUrl: Url;
  /** Where Grafana asks who it is. @default - what the token says */
  readonly userInfoUrl?: Url;
  /** @default - openid, profile and email */
  readonly scopes?: readonly string[];
  /** A JMESPath expression for the role: `contains(groups[*], 'ops') && 'Admin' || 'Viewer'`. @default - every user is a viewer */
  readonly role?: string;
}

/** Users sign in with their account of the company. The redirect URL to register is `externalUrl` with `/login/generic_oauth`. */
export const oidc = ({ name, clientId, clientSecret, authUrl, tokenUrl, userInfoUrl, scopes, role }: OidcOptions): SignIn => ({
  kind: 'sign-in',
  section: 'auth.generic_oauth',
  settings: {
    enabled: true,
    name,
    client_id: clientId,
    client_secret: clientSecret,
    scopes: (scopes ?? ['openid', 'profile', 'email']).join(' '),
    auth_url: authUrl,
    token_url: tokenUrl,
    ...(userInfoUrl !== undefined && { api_url: userInfoUrl }),
    ...(role !== undefined && { role_attribute_path: role }),
    allow_sign_up: true,
    use_pkce: true,
  },
  asks: userInfoUrl === undefined ? [tokenUrl] : [tokenUrl, userInfoUrl],
});

/** Users of a directory; `config` is the ldap.toml of Grafana. Let Grafana reach the directory with `network.allow`. */
export const ldap = (config: SecretKey): SignIn => ({
  kind: 'sign-in',
  section: 'auth.ldap',
  settings: { enabled: true, allow_sign_up: true },
  file: { setting: 'config_file', secret: config },
});

/** Everybody who reaches Grafana sees its dashboards, and changes nothing. */
export const anonymous = ({ role, organization }: { readonly role: 'Viewer'; readonly organization?: string }): SignIn => ({
  kind: 'sign-in',
  section: 'auth.anonymous',
  settings: { enabled: true, org_role: role, ...(organization !== undefined && { org_name: organization }) },
});
