import { describe, expect, test } from 'vitest';
import { compileAlertmanager } from '../../../lib/compile/alertmanager/compile';
import { normalise, plain } from '../../compile/alertmanager/normalise';
import { pair, pairs } from './alertmanager-pairs';

describe('recorded pairs of prometheus-operator', () => {
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
