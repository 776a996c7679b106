import { describe, expect, test } from 'vitest';
import type { Asset } from '../../../lib/compile/prometheus/assets';
import { normalise } from './normalise';
import { compiled, secret, serviceMonitor } from './objects';

const login = secret('login', { user: 'u', pass: 'p', other: 'q' });
const compiledWith = (key: string) =>
  compiled([login, serviceMonitor({ basicAuth: { username: { name: 'login', key: 'user' }, password: { name: 'login', key } } })]);
const text = ({ key }: Asset) => (login.stringData as Record<string, string>)[key];
const known = (key: string) => ({ assets: compiledWith(key).assets, text });

describe('the comparison with the operator', () => {
  const theirs = { scrape_configs: [{ basic_auth: { username: 'u', password: 'p' } }] };
  test('sees the credential behind a file', () => expect(normalise(compiledWith('pass').config, known('pass'))).toMatchObject(theirs));
  test('sees that it is another one', () => expect(normalise(compiledWith('other').config, known('other'))).not.toMatchObject(theirs));

  test('sees a file that no asset stands for', () => {
    expect(normalise({ basic_auth: { password_file: '/elsewhere' } })).toEqual({ basic_auth: { password_file: '/elsewhere' } });
  });

  test('takes away sharding rules that keep everything, and no others', () => {
    const sharding = (modulus: number, regex: string) => [
      { source_labels: ['__address__', '__tmp_hash'], target_label: '__tmp_hash', regex: '(.+);', replacement: '$1', action: 'replace' },
      { source_labels: ['__tmp_hash'], target_label: '__tmp_hash', modulus, action: 'hashmod' },
      { source_labels: ['__tmp_hash', '__tmp_disable_sharding'], regex, action: 'keep' },
    ];
    const left = (modulus: number, shard: string) =>
      normalise({ relabel_configs: [{ target_label: 'x' }, ...sharding(modulus, '$(SHARD);|.+;.+')] }, { variables: { SHARD: shard } });
    expect(left(1, '0')).toEqual({ relabel_configs: [{ target_label: 'x' }] });
    expect(left(2, '1')).toEqual({ relabel_configs: [{ target_label: 'x' }, ...sharding(2, '1;|.+;.+')] });
    expect(left(1, '1')).toEqual({ relabel_configs: [{ target_label: 'x' }, ...sharding(1, '1;|.+;.+')] });
  });
});
