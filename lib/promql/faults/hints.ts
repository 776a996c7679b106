import { nearest } from '../../text/nearest';
import type { LabelSet } from '../labels';

/** What to write in place of a label that no series has at this place. */
export function hintOnLabel(label: string, { possible }: Pick<LabelSet, 'possible'>): string {
  const similar = possible === 'any' ? undefined : nearest(label, [...possible].sort());
  const remedy = `name a label that the series still have here, or keep \`${label}\` in what is aggregated or matched below`;
  return similar === undefined ? remedy : `did you mean \`${similar}\`? If not, ${remedy}`;
}
