import { regexpMatches } from '../promql/regexp';
import { hasAlternatives } from './relabeling';
import type { RelabelConfig } from './target-labels';

/** What to do about a relabeling of samples that takes a metric away. */
export function adviceAgainst(name: string, config: RelabelConfig): string {
  const { action = 'replace', source_labels: sources = [], regex: given = '(.*)' } = config;
  const regex = String(given);
  switch (action.toLowerCase()) {
    case 'drop':
      return 'remove it from that relabeling, or drop the query';
    case 'keep': {
      const wider = sources.length === 1 && sources[0] === '__name__' ? widened(regex, name) : undefined;
      const because = `: a regular expression of a relabeling must match the whole name, as ${wider} would`;
      return `add ${name} to what is kept there, or drop the query${wider === undefined ? '' : because}`;
    }
    case 'labelkeep':
      return 'keep the label __name__ there';
    case 'labeldrop':
      return 'leave the label __name__ out of that expression';
    default:
      return 'read the name that it gets there, or correct the relabeling';
  }
}

/** The expression that its author probably had in mind, who believed that a part of the name is enough. */
function widened(regex: string, name: string): string | undefined {
  const group = hasAlternatives(regex) ? `(${regex})` : regex;
  return [`${group}.*`, `.*${group}`, `.*${group}.*`].find((wider) => regexpMatches(wider, name));
}
