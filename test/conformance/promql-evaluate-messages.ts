import type { EvaluationCode } from '../../lib/promql/evaluate/fault';

/** What Prometheus says where we say a code. */
export const faultMessages: Readonly<Record<EvaluationCode, RegExp>> = {
  syntax: /parse error|duration|label_replace|regular expression|must contain|expected|unknown|not allowed|only allowed|unexpected|invalid/,
  type: /invalid expression type/,
  'same-labels': /vector cannot contain metrics with the same labelset/,
  'many-to-many': /found duplicate series for the match group/,
  'many-to-one': /multiple matches for labels: many-to-one/,
  'ambiguous-group': /multiple matches for labels: grouping labels/,
  'label-name': /invalid (source |destination )?label name/,
  regexp: /invalid regular expression/,
  parameter: /NaN|flows int64|smoothing factor|trend factor/,
  modifier: /modifier/,
  duration: /duration|division by zero|modulo by zero/,
  info: /info metric|conflicting label/,
  'native-histogram': /$^/,
};
