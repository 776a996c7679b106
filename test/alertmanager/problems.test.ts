import { expect, test } from 'vitest';
import { configurationProblems } from '../../lib/alertmanager/problems';
import { readConfiguration } from '../../lib/alertmanager/read';

const messagesOf = (value: unknown) =>
  configurationProblems(readConfiguration(value).config).map(({ path, message, hint }) => `${path}: ${message}; ${hint}`);

test('a receiver that is misspelt is asked for by its name, though another one has none', () => {
  const receivers = [{ name: 'team' }, {}, { name: '' }];
  expect(messagesOf({ route: { receiver: 'taem' }, receivers })).toContainEqual(
    expect.stringMatching(/^route\.receiver: the receiver taem is not defined; Did you mean team\?/),
  );
  expect(messagesOf({ route: { receiver: 'x' }, receivers })).toContainEqual(
    expect.stringMatching(/^route\.receiver: the receiver x is not defined/),
  );
});
