import { describe, expect, test } from 'vitest';
import { backends } from '../support/stacks';
import { declared } from './declared';
import { stackWith } from './shop';

/** What the carets of an excerpt stand under. */
function marked(excerpt: string): string {
  const [line = '', carets = ''] = excerpt.split('\n');
  return line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1);
}

describe.each(backends)('declared for $name', (backend) => {
  const kind = backend.name;
  test('the right shop gives no finding', () => expect(stackWith({}, backend).findings()).toEqual([]));

  test.each(declared.filter(({ only = kind }) => only === kind))(
    '$finds finds that $name',
    ({ change, finds, at, under, says, tells = /./, also = [] }) => {
      const findings = stackWith(change, backend).findings();
      const places = findings.filter(({ check }) => check === finds).map(({ path, object }) => [path, object]);
      expect(places.flat()).toContain(at);
      const right = findings.find(({ check, path, object }) => check === finds && (path === at || object === at))!;
      expect(right.message).toMatch(tells);
      expect(right.hint).toMatch(says);
      expect(right.excerpt === undefined ? undefined : marked(right.excerpt)).toBe(under);
      expect([...new Set(findings.map(({ check }) => check))].sort()).toEqual([finds, ...also].sort());
    },
  );
});
