/** Says why the API server refuses a text; undefined where it takes it (apimachinery v0.36, pkg/util/validation). */
export type NameRule = (name: string) => string | undefined;

const label = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const dnsLabelPattern = new RegExp(`^${label}$`);
const subdomainPattern = new RegExp(`^${label}(?:\\.${label})*$`);

const tooLong = (name: string, most: number): string | undefined =>
  name.length > most ? `it has ${name.length} characters, and ${most} are the most` : undefined;

const allowed = (is: boolean, rule: string): string | undefined => (is ? undefined : `it may have ${rule}`);

/** DNS-1123 label. */
export const dnsLabel: NameRule = (name) =>
  tooLong(name, 63) ?? allowed(dnsLabelPattern.test(name), 'lowercase letters, digits and hyphens, with a letter or digit at both ends');

/** DNS-1123 subdomain. */
export const subdomain: NameRule = (name) =>
  tooLong(name, 253) ??
  allowed(subdomainPattern.test(name), 'lowercase letters, digits, hyphens and dots, with a letter or digit at the ends of each part');

/** What can be a part of a path, as the names of roles are. */
export const pathSegment: NameRule = (name) =>
  name === '.' || name === '..' || /[/%]/.test(name) ? 'it may not be . or .. and may have no slash and no percent sign' : undefined;

/** The key of a label: a name of at most 63 characters, after a DNS name and a slash or alone. */
export const labelKey: NameRule = (key) => {
  const parts = key.split('/');
  const name = parts[parts.length - 1]!;
  if (parts.length > 2) return 'it may have one slash, after the DNS name of who gives it';
  const prefix = parts.length === 2 ? subdomain(parts[0]!) : undefined;
  if (prefix !== undefined) return `the part before the slash: ${prefix}`;
  return tooLong(name, 63) ?? allowed(isLabelText(name), labelRule);
};

const labelRule = 'letters, digits, hyphens, underscores and dots, with a letter or digit at both ends';

const isLabelText = (value: string): boolean => /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(value);

export const labelValue: NameRule = (value) => tooLong(value, 63) ?? allowed(value === '' || isLabelText(value), labelRule);

/** The name of a container's port, and of one that a Service asks for (IANA service names, RFC 6335). */
export const portName: NameRule = (name) =>
  tooLong(name, 15) ??
  allowed(
    /^[-a-z0-9]+$/.test(name) && /[a-z]/.test(name) && !/--|^-|-$/.test(name),
    'lowercase letters, digits and single hyphens, at least one letter, and no hyphen at the ends',
  );

/** The key of a ConfigMap or a Secret, which becomes the name of a file. */
export const dataKey: NameRule = (key) =>
  tooLong(key, 253) ??
  allowed(/^(?!\.$|\.\.)[-._a-zA-Z0-9]+$/.test(key), 'letters, digits, hyphens, underscores and dots, and no two dots at its beginning');
