import { expect, test } from 'vitest';
import { configurationFaults } from '../../lib/alertmanager/faults';
import { readConfiguration } from '../../lib/alertmanager/read';

const messagesOf = (value: unknown) =>
  configurationFaults(readConfiguration(value).config).map(({ path, message, hint }) => `${path}: ${message}; ${hint}`);

test('a receiver that is misspelt is asked for by its name, though another one has none', () => {
  const receivers = [{ name: 'team' }, {}, { name: '' }];
  expect(messagesOf({ route: { receiver: 'taem' }, receivers })).toContainEqual(
    expect.stringMatching(/^route\.receiver: the receiver taem is not defined; did you mean team\?/),
  );
  expect(messagesOf({ route: { receiver: 'x' }, receivers })).toContainEqual(
    expect.stringMatching(/^route\.receiver: the receiver x is not defined/),
  );
});
