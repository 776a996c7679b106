import { isIPv6 } from 'node:net';

/** What is wrong with a text as a URL of any kind, relative ones too, as Go's net/url sees it; undefined if nothing is. */
export function goUrlProblem(text: string): string | undefined {
  if (/[\x00-\x1f\x7f]/.test(text)) return 'it contains a control character, perhaps a line break at its end';
  const [url, fragment = ''] = cut(text, '#');
  if (url.startsWith(':')) return 'it starts with a colon: write the scheme, https://';
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(url)?.[1] ?? '';
  const [rest] = cut(scheme === '' ? url : url.slice(scheme.length + 1), '?');
  if (!rest.startsWith('/')) {
    if (scheme !== '') return undefined;
    if (cut(rest, '/')[0].includes(':')) return 'it has a colon but no scheme: write https:// in front';
  }
  const hasAuthority = rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'));
  const authority = hasAuthority ? cut(rest.slice(2), '/')[0] : '';
  const path = hasAuthority ? rest.slice(2 + authority.length) : rest;
  return authorityProblem(scheme.toLowerCase(), authority) ?? escapeProblem(path) ?? escapeProblem(fragment);
}

/** What is wrong with a URL that must be http or https with a host. */
export function urlProblem(text: string): string | undefined {
  if (!/^https?:/i.test(text)) return 'it does not start with http:// or https://';
  return goUrlProblem(text) ?? (/^https?:\/\/(?:[^/?#]*@)?[^/?#@]/i.test(text) ? undefined : 'it has no host');
}

/** What is wrong with a URL that may be a Go template. A template is not looked into, except that each {{ must end. */
export function templateUrlProblem(text: string): string | undefined {
  if (!text.includes('{{')) return urlProblem(text);
  return /\{\{(?:(?!\}\}).)*$/s.test(text) ? 'its template has a {{ that does not end' : undefined;
}

function cut(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

const escapeProblem = (text: string) =>
  /%(?![0-9a-fA-F]{2})/.test(text) ? 'it has a % without two hexadecimal digits after it: write %25' : undefined;

function authorityProblem(scheme: string, authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const user = authority.slice(0, Math.max(at, 0));
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user)) return 'its user name or password has a character that must be escaped';
  return escapeProblem(user) ?? hostProblem(scheme, authority.slice(at + 1));
}

function hostProblem(scheme: string, host: string): string | undefined {
  const port = `its host ${host} is not a name or an address with a number as port`;
  if (host.includes('[')) {
    const [, address, rest] = /^\[(.*)\](.*)$/s.exec(host) ?? [];
    return address !== undefined && /^(?::[0-9]*)?$/.test(rest!) && isIPv6(address.replace('%25', '%')) ? undefined : port;
  }
  const colon = /^https?$/.test(scheme) ? host.indexOf(':') : host.lastIndexOf(':');
  if (colon >= 0 && !/^[0-9]*$/.test(host.slice(colon + 1))) return port;
  // In a host only what is not ASCII, and the percent sign, may be escaped.
  return /^(?:[A-Za-z0-9!"$&'()*+,;=:<>\]\-._~\u0080-\uffff]|%[89a-fA-F][0-9a-fA-F]|%25)*$/.test(host)
    ? undefined
    : `its host ${host} has a character that a host cannot have`;
}
