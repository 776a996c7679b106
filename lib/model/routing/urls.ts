/** What is wrong with a URL that must be http or https with a host, as Go's net/url and Alertmanager see it; undefined if nothing is. */
export function urlFault(text: string): string | undefined {
  // eslint-disable-next-line no-control-regex
  if (/[\x00-\x1f\x7f]/.test(text)) return 'it contains a control character, perhaps a line break at its end';
  const [, scheme, authority, rest] = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\/([^/?#]*)(.*)$/s.exec(text) ?? [];
  if (scheme === undefined || !/^https?$/i.test(scheme)) return 'it does not start with http:// or https://';
  const [path] = rest!.replace(/#.*$/s, '').split('?') as [string];
  const at = authority!.lastIndexOf('@');
  const host = authority!.slice(at + 1);
  if (at >= 0 && !/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(authority!.slice(0, at))) return 'its user name or password has a character that must be escaped';
  if (host === '') return 'it has no host';
  if (!/^(?:\[[^\]]*\]|[^:[\]]*)(?::[0-9]*)?$/.test(host)) return `its host ${host} is not a name or address with a number as port`;
  if (/[ \\^`{}|/?#]/.test(host)) return `its host ${host} has a character that a host cannot have`;
  if ([path, authority!.slice(0, Math.max(at, 0))].some((part) => /%(?![0-9a-fA-F]{2})/.test(part))) return 'it has a % without two hexadecimal digits after it: write %25';
  return undefined;
}

/** What is wrong with a URL that may be a Go template. A template is not looked into, except that each {{ must end. */
export function templateUrlFault(text: string): string | undefined {
  if (!text.includes('{{')) return urlFault(text);
  return /\{\{(?:(?!\}\}).)*$/s.test(text) ? 'its template has a {{ that does not end' : undefined;
}
