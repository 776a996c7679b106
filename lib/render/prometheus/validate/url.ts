interface Url {
  readonly scheme: string;
  readonly host: string;
}

/** A URL as Go's net/url reads it, which takes almost everything; or why it does not. */
export function parseUrl(text: string): Url | string {
  const wrong = (reason: string) => `parse ${JSON.stringify(text)}: ${reason}`;
  // eslint-disable-next-line no-control-regex
  if (/[\x00-\x1f\x7f]/.test(text)) return wrong('net/url: invalid control character in URL');
  if (text.startsWith(':')) return wrong('missing protocol scheme');
  const [, scheme = '', afterScheme = ''] = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(.*)$/.exec(text.split('#', 1)[0]!)!;
  const rest = afterScheme.split('?', 1)[0]!;
  if (!rest.startsWith('/')) {
    if (scheme) return { scheme: scheme.toLowerCase(), host: '' };
    if (rest.split('/', 1)[0]!.includes(':')) return wrong('first path segment in URL cannot contain colon');
  }
  const hasAuthority = rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'));
  const authority = hasAuthority ? rest.slice(2).split('/', 1)[0]! : '';
  const path = hasAuthority ? rest.slice(2 + authority.length) : rest;
  const reason = authorityFault(authority) ?? escapeFault(path);
  return reason === undefined ? { scheme: scheme.toLowerCase(), host: authority.slice(authority.lastIndexOf('@') + 1) } : wrong(reason);
}

function authorityFault(authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  if (at >= 0 && !/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(authority.slice(0, at))) return 'net/url: invalid userinfo';
  const host = authority.slice(at + 1);
  if (host.startsWith('[') && !host.includes(']')) return "missing ']' in host";
  const port = host.startsWith('[') ? host.slice(host.lastIndexOf(']') + 1) : host.slice(host.includes(':') ? host.lastIndexOf(':') : host.length);
  if (port !== '' && !/^:\d*$/.test(port)) return `invalid port ${JSON.stringify(port)} after host`;
  const odd = /[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%\u0080-\uffff]/.exec(host);
  return odd ? `invalid character ${JSON.stringify(odd[0])} in host name` : escapeFault(host);
}

function escapeFault(text: string): string | undefined {
  const bad = /%(?![0-9a-fA-F]{2}).{0,2}/.exec(text);
  return bad ? `invalid URL escape ${JSON.stringify(bad[0])}` : undefined;
}

/** Why this is no address of a server: it needs a scheme and a host. */
export function serverFault(server: string): string | undefined {
  const url = parseUrl(server);
  if (typeof url === 'string') return `cannot parse server: ${url}`;
  return url.scheme && url.host ? undefined : `must not be empty and have a scheme: ${server}`;
}
