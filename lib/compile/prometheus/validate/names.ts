import type { CompileContext } from '../context';

/** Whether Prometheus takes this as a label name: from version 3 any text but the empty one. */
export function isLabelName(name: string, { supports }: CompileContext): boolean {
  return supports('utf8_names') ? name !== '' : /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name);
}

/** Why this is no host and no host:port (net.SplitHostPort, and govalidator's IsHost and IsPort). */
export function proberUrlProblem(url: string): string | undefined {
  const split = splitHostPort(url);
  const host = split?.host ?? url;
  if (!isHost(host)) return `invalid host: ${JSON.stringify(host)}`;
  return split && !isPort(split.port) ? `invalid port: ${JSON.stringify(split.port)}` : undefined;
}

function isPort(text: string): boolean {
  return /^[+]?\d+$/.test(text) && Number(text) > 0 && Number(text) < 65536;
}

function splitHostPort(text: string): { host: string; port: string } | undefined {
  const bracketed = /^\[([^[\]]*)\]:([^:[\]]*)$/.exec(text) ?? /^([^:[\]]*):([^:[\]]*)$/.exec(text);
  return bracketed ? { host: bracketed[1]!, port: bracketed[2]! } : undefined;
}

function isHost(host: string): boolean {
  if (isIpv6(host)) return true; // and IPv4 addresses look like names
  return host.replaceAll('.', '').length <= 255 && /^[a-zA-Z0-9_][a-zA-Z0-9_-]{0,62}(\.[a-zA-Z0-9_][a-zA-Z0-9_-]{0,62})*[._]?$/.test(host);
}

/** Whether the text is an IPv6 address, without a zone. */
export function isIpv6(text: string): boolean {
  const withoutIpv4 = text.replace(/:(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/, ':0:0');
  const halves = withoutIpv4.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  return (
    groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) &&
    ((halves.length === 1 && groups.length === 8) || (halves.length === 2 && groups.length < 8))
  );
}

/** Why a key of a Kubernetes label is none (k8s.io/apimachinery, IsQualifiedName). */
export function labelKeyProblem(key: string): string | undefined {
  const parts = key.split('/');
  const [prefix, name] = parts.length === 2 ? parts : [undefined, parts[0]!];
  if (parts.length > 2) return `label key ${JSON.stringify(key)} holds more than one slash`;
  if (prefix !== undefined && !(prefix.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(prefix)))
    return `prefix of label key ${JSON.stringify(key)} is not a DNS subdomain`;
  return name!.length <= 63 && /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(name!)
    ? undefined
    : `label key ${JSON.stringify(key)} must be 1 to 63 letters, digits, '-', '_' or '.', and start and end with a letter or digit`;
}

export function labelValueProblem(value: string): string | undefined {
  return value.length <= 63 && /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value)
    ? undefined
    : `label value ${JSON.stringify(value)} must be at most 63 letters, digits, '-', '_' or '.', and start and end with a letter or digit`;
}
