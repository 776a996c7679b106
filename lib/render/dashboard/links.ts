import type { Link } from '../../model/dashboard/link';
import type { JsonObject } from '../../text/json';

/** A link from a value: Grafana puts the variables in. */
export function dataLink(link: Link): JsonObject {
  const parameters = [
    ...assignments(link),
    ...(keeps(link, 'time') ? ['${__url_time_range}'] : []),
    ...(keeps(link, 'variables') ? ['${__all_variables}'] : []),
  ];
  return { title: link.title, url: withParameters(addressOf(link), parameters), targetBlank: link.newTab };
}

/** A link above the dashboard. */
export const dashboardLink = (link: Link): JsonObject => ({
  type: 'link',
  title: link.title,
  url: withParameters(addressOf(link), assignments(link)),
  icon: typeof link.to === 'string' ? 'external link' : 'dashboard',
  tooltip: '',
  tags: [],
  asDropdown: false,
  keepTime: keeps(link, 'time'),
  includeVars: keeps(link, 'variables'),
  targetBlank: link.newTab === true,
});

const addressOf = ({ to }: Link): string => (typeof to === 'string' ? to : `/d/${to.uid}`);

const keeps = ({ to, keep }: Link, what: 'time' | 'variables'): boolean =>
  keep === undefined ? what === 'time' && typeof to !== 'string' : keep.includes(what);

const assignments = ({ set = {} }: Link): string[] =>
  Object.entries(set).map(([name, value]) => `var-${encodeURIComponent(name)}=${encodedAround(value)}`);

/** What is no variable of Grafana is encoded; Grafana itself encodes what it puts in. */
const encodedAround = (value: string): string =>
  value
    .split(/(\$\{[^}]*\}|\$\w+)/)
    .map((part, index) => (index % 2 === 1 ? part : encodeURIComponent(part)))
    .join('');

function withParameters(address: string, parameters: readonly string[]): string {
  if (parameters.length === 0) return address;
  return `${address}${address.includes('?') ? '&' : '?'}${parameters.join('&')}`;
}
