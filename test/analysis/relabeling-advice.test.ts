import { expect, test } from 'vitest';
import { adviceAgainst } from '../../lib/analysis/relabeling-advice';

const names = { source_labels: ['__name__'] };

test.each<[string, Parameters<typeof adviceAgainst>[1], RegExp]>([
  [
    'a keep of a beginning',
    { ...names, action: 'keep', regex: 'node_(load|memory)' },
    /^add node_load15 .* must match the whole name, as node_\(load\|memory\)\.\* would$/,
  ],
  ['a keep of beginnings', { ...names, action: 'keep', regex: 'node_load|node_cpu' }, /as \(node_load\|node_cpu\)\.\* would/],
  ['a keep of an end', { ...names, action: 'Keep', regex: '_load15' }, /as \.\*_load15 would/],
  [
    'a keep of other names',
    { ...names, action: 'keep', regex: 'node_boot|node_cpu' },
    /^add node_load15 to what is kept there, or drop the query$/,
  ],
  ['a keep of a name and another label', { source_labels: ['__name__', 'a'], action: 'keep', regex: 'node' }, /^add node_load15/],
  ['a drop', { ...names, action: 'drop', regex: 'node_.*' }, /^remove it from that relabeling/],
  ['a labelkeep', { action: 'labelkeep', regex: 'job' }, /keep the label __name__/],
  ['another name', { ...names, regex: '(.*)', target_label: '__name__', replacement: 'x_$1' }, /^read the name that it gets there/],
])('the advice for %s', (_, config, words) => expect(adviceAgainst('node_load15', config)).toMatch(words));
