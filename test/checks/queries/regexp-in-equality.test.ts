import { describe, expect, test } from 'vitest';
import { regexpInEquality } from '../../../lib/checks/queries/regexp-in-equality';
import { alertRule, findingsOf, modelWith } from '../../support/models';

const scrape = (job: string) => ({ job, sources: [], labels: { always: new Map(), possible: 'any' } }) as never;
const found = (expr: string) =>
  findingsOf(regexpInEquality, modelWith({ scrapes: ['cart', 'checkout'].map(scrape), rules: [alertRule('Down', expr)] })).map(
    ({ severity, message, hint }) => [severity, message, hint],
  );

describe('a regular expression that is compared as a text', () => {
  test('is found, with the matcher that was meant', () =>
    expect(found('x{namespace="shop|payments"} > 1')).toEqual([
      [
        'error',
        'alert Down: namespace="shop|payments" compares the whole text: no namespace is called shop|payments',
        'For a regular expression write namespace=~"shop|payments".',
      ],
    ]));
  test.each([
    ['x{pod="web-.*"} > 1', 'error'],
    ['x{exported_namespace="a|b"} > 1', 'error'],
    ['up{job="cart|checkout"} == 0', 'error'],
    ['up{job="c.*"} == 0', 'error'],
    ['up{job="api|web"} == 0', 'warning'],
    ['x{instance=".*"} > 1', 'warning'],
    ['x{namespace!="kube-system|monitoring"} > 1', 'warning'],
  ])('in %s, as %s', (expr, severity) => expect(found(expr)).toEqual([[severity, expect.any(String), expect.stringContaining('~"')]]));
});

test.each([
  'x{namespace=~"shop|payments"} > 1',
  'x{namespace="shop.prod-1"} > 1',
  'x{pod="$pod"} > 1',
  'x{gate="A|B"} > 1',
  'x{path="/api/.*"} > 1',
  'x{handler=".*"} > 1',
  'x{mountpoint="/var/lib"} > 1',
  'up{job="cart"} == 0',
])('%s is not found', (expr) => expect(found(expr)).toEqual([]));
