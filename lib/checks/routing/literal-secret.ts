import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { literalSecrets } from '../../alertmanager/secrets';
import type { Judgement } from '../../analysis/routing-context';

/** A password, token or secret URL stands in the configuration, where whoever reads it can use it. */
export function* judgeLiteralSecret(config: AlertmanagerConfiguration): Generator<Judgement> {
  for (const { path, file } of literalSecrets(config)) {
    yield {
      message: `${path} is a secret in plain text`,
      hint:
        file === undefined
          ? 'Alertmanager reads it from nowhere else: keep the whole configuration in a Secret'
          : `mount a Secret and name its file in ${file}`,
      path,
    };
  }
}
