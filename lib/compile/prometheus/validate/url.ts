import { isIpv6 } from './names';

interface Url {
  readonly scheme: string;
  readonly host: string;
}

/** A URL as Go's net/url reads it, which takes almost everything but escapes that are none; or why it does not. */
export function parseUrl(text: string): Url | string {
  const wrong = (reason: string) => `parse ${JSON.stringify(text)}: ${reason}`;
  const [beforeFragment = '', ...fragments] = text.split('#');
  if (/[\x00-\x1f\x7f]/.test(beforeFragment)) return wrong('net/url: invalid control character in URL');
  if (text.startsWith(':')) return wrong('missing protocol scheme');
  const [, scheme = '', afterScheme = ''] = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(.*)$/.exec(beforeFragment)!;
  const rest = afterScheme.split('?', 1)[0]!;
  const inFragment = escapeProblem(fragments.join('#'));
  if (inFragment) return wrong(inFragment);
  if (!rest.startsWith('/')) {
    if (scheme) return { scheme: scheme.toLowerCase(), host: '' };
    if (rest.split('/', 1)[0]!.includes(':')) return wrong('first path segment in URL cannot contain colon');
  }
  const hasAuthority = rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'));
  const authority = hasAuthority ? rest.slice(2).split('/', 1)[0]! : '';
  const path = hasAuthority ? rest.slice(2 + authority.length) : rest;
  const reason = authorityProblem(authority, scheme.toLowerCase()) ?? escapeProblem(path);
  return reason === undefined ? { scheme: scheme.toLowerCase(), host: authority.slice(authority.lastIndexOf('@') + 1) } : wrong(reason);
}

function authorityProblem(authority: string, scheme: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const user = at < 0 ? '' : authority.slice(0, at);
  return (
    hostProblem(authority.slice(at + 1), scheme) ??
    (/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user) ? escapeProblem(user) : 'net/url: invalid userinfo')
  );
}

function hostProblem(host: string, scheme: string): string | undefined {
  const bracket = host.lastIndexOf('[');
  if (bracket > 0) return 'invalid IP-literal';
  if (bracket === 0) return literalProblem(host);
  // Web addresses have one colon; what databases call an address may have several.
  const colon = scheme === 'http' || scheme === 'https' ? host.indexOf(':') : host.lastIndexOf(':');
  return (colon < 0 ? undefined : portProblem(host.slice(colon))) ?? hostTextProblem(host);
}

/** `[fe80::1%25eth0]:80` */
function literalProblem(host: string): string | undefined {
  const close = host.lastIndexOf(']');
  if (close < 0) return "missing ']' in host";
  const [address, ...zone] = host.slice(1, close).split('%25');
  return (
    portProblem(host.slice(close + 1)) ??
    hostTextProblem(address!) ??
    escapeProblem(zone.join('')) ??
    (isIpv6(address!) && zone.every((part) => part !== '') ? undefined : `invalid host: ${address}`)
  );
}

function portProblem(port: string): string | undefined {
  return /^(:\d*)?$/.test(port) ? undefined : `invalid port ${JSON.stringify(port)} after host`;
}

/** In a host only bytes beyond ASCII may be escaped. */
function hostTextProblem(host: string): string | undefined {
  const escaped = /%(?!25|[89a-fA-F])../.exec(host);
  const odd = /[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%\u0080-\uffff]/.exec(host);
  if (odd) return `invalid character ${JSON.stringify(odd[0])} in host name`;
  return escapeProblem(host) ?? (escaped ? `invalid URL escape ${JSON.stringify(escaped[0])}` : undefined);
}

function escapeProblem(text: string): string | undefined {
  const bad = /%(?![0-9a-fA-F]{2}).{0,2}/.exec(text);
  return bad ? `invalid URL escape ${JSON.stringify(bad[0])}` : undefined;
}

/** Why this is no address of a server: it needs a scheme and a host. */
export function serverProblem(server: string): string | undefined {
  const url = parseUrl(server);
  if (typeof url === 'string') return `cannot parse server: ${url}`;
  return url.scheme && url.host ? undefined : `must not be empty and have a scheme: ${server}`;
}
