import { regexpFault, regexpReplaced } from '../../regexp';
import { isWellFormed } from '../../strings';
import { stop } from '../fault';
import type { ValueRow } from '../frame';
import { mergedRows } from '../rows';
import { pairValue, withPair } from '../storage/pairs';

/** Prometheus 3 takes any text that is UTF-8. */
export function checkLabelName(name: string, where: string): void {
  if (name === '' || !isWellFormed(name)) stop('label-name', `\`${name}\` is no name of a label (${where})`);
}

function relabelled(rows: readonly ValueRow[], name: string, valueOf: (row: ValueRow) => string | undefined): readonly ValueRow[] {
  return mergedRows(
    rows.map((row) => {
      const value = valueOf(row);
      if (value === undefined) return row;
      const labels = withPair(row.labels, name, value);
      return name === '__name__' ? { ...row, labels, dropsName: false } : { ...row, labels };
    }),
  );
}

/** promql/functions.go, `evalLabelReplace`. */
export function labelReplace(
  rows: () => readonly ValueRow[],
  [name, replacement, source, pattern]: readonly string[],
): readonly ValueRow[] {
  const fault = regexpFault(pattern!);
  if (fault !== undefined) return stop('regexp', `\`${pattern}\` in label_replace is no regular expression: ${fault}`);
  checkLabelName(name!, 'label_replace');
  return relabelled(rows(), name!, ({ labels }) => regexpReplaced(pattern!, pairValue(labels, source!), replacement!));
}

/** promql/functions.go, `evalLabelJoin`. */
export function labelJoin(rows: () => readonly ValueRow[], [name, separator, ...sources]: readonly string[]): readonly ValueRow[] {
  for (const source of sources) checkLabelName(source, 'label_join');
  checkLabelName(name!, 'label_join');
  return relabelled(rows(), name!, ({ labels }) => sources.map((source) => pairValue(labels, source)).join(separator));
}
