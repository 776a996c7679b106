import { literalSecrets } from '../../alertmanager/secrets';
import { inConfiguration } from '../../analysis/routing';
import { check } from '../check';

export const literalSecret = check('literal-secret', {
  finds: 'a password, a token or a secret URL in plain text in the configuration of Alertmanager',
  severity: 'error',
  // A Secret is the place for it; it matters only to those who keep their YAML in a repository.
  kinds: { 'in-secret': 'info' },
  run: (input) =>
    inConfiguration(input, (config, { isInSecret }) =>
      literalSecrets(config).map(({ path, file }) => ({
        ...(isInSecret && { kind: 'in-secret' }),
        message: `${path} is a secret in plain text`,
        hint:
          file === undefined
            ? 'Alertmanager reads it from nowhere else: keep the whole configuration in a Secret'
            : `mount a Secret and name its file in ${file}`,
        path,
      })),
    ),
});
