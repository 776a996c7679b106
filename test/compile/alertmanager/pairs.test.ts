import { describe, expect, test } from 'vitest';
import { compileAlertmanager } from '../../../lib/compile/alertmanager/compile';
import { normalise, plain } from './normalise';
import { folder, pair, pairs } from './operator-pairs';

describe('recorded pairs of prometheus-operator', () => {
  if (pairs.length === 0) test.skip(`are not there: ${folder} is missing`, () => {});

  test.each(pairs)('%s is compiled as the operator does it', (name) => {
    const { alertmanager, objects, options, expected } = pair(name);
    const compiled = compileAlertmanager({ alertmanager, objects });
    if (options.err === null) {
      expect(compiled.rejected).toEqual([]);
      expect(normalise(compiled, objects)).toEqual(plain(expected));
    } else {
      expect(compiled.config).toBeUndefined();
      const said = /(?:SMTP \w+ is a mandatory field)|$/.exec(options.err)![0];
      expect(compiled.rejected).toContainEqual(
        expect.objectContaining({
          stops: 'configuration',
          message: expect.stringContaining(said || options.err),
        }),
      );
    }
  });
});
