import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { operator, standalone } from '../../lib';
import { lookedInto } from '../support/looked-into';
import { messagesOf, stackOf } from '../support/stacks';
import { type MostUsed, mostUsed } from './most-used';

const guide = readFileSync(join(__dirname, '..', '..', 'docs', 'guides', 'from-kube-prometheus-stack.md'), 'utf8');

const makers = { standalone, operator };
const stackFor = (backend: keyof typeof makers, { programs = {}, stack = {}, declare = () => {} }: MostUsed) =>
  stackOf(declare, { ...stack, backend: makers[backend](programs as never) });

describe.each(['standalone', 'operator'] as const)('what users of kube-prometheus-stack set, in %s', (backend) => {
  test.each(mostUsed.map((row) => [row.chart, row] as const))('%s', (_, row) => {
    const look = row[backend];
    const stack = stackFor(backend, row);
    if (typeof look === 'object') {
      if ('finding' in look) expect(messagesOf(stack).join('\n')).toContain(look.finding);
      else expect(guide).toContain(look.lacks);
    } else {
      expect(messagesOf(stack).filter((message) => message.startsWith('backend'))).toEqual([]);
      look(lookedInto(stack.toJson()));
    }
  });

  // Else a row would look at what is there without it.
  test.each(mostUsed.filter((row) => typeof row[backend] === 'function').map((row) => [row.chart, row] as const))(
    '%s is not there by default',
    (_, row) => {
      const bare = lookedInto(stackOf(() => {}, { backend: makers[backend]() }).toJson());
      expect(() => (row[backend] as (looked: typeof bare) => void)(bare)).toThrow();
    },
  );
});

test('each is a row of the guide, and no other', () => {
  const rows = [...guide.matchAll(/^\| \d+ \| `([^|]+)` \| (.*?) \|/gm)].map(([, chart, said]) => [chart, said!.replaceAll('`', '')]);
  expect(rows).toHaveLength(40);
  expect(rows).toEqual(mostUsed.map(({ chart, said }) => [chart, said.replaceAll('`', '')]));
});
