import { readDocuments } from '../../kubernetes/read';
import { isMapping } from '../../yaml/value';
import { ConfigError } from './config-error';
import type { CompileContext } from './context';
import type { ConfigurationFields } from './fields';
import { shardingRulesIfMissing } from './sharding';

/** Parts of the configuration that a user wrote in Prometheus' own language. Undefined where there are none, not even an empty text. */
export interface AdditionalConfigs {
  readonly scrapeConfigs?: readonly ConfigurationFields[];
  readonly alertRelabelings?: readonly ConfigurationFields[];
  readonly alertmanagers?: readonly ConfigurationFields[];
}

/** The texts that they are written in. */
export interface AdditionalTexts {
  readonly additionalScrapeConfigs?: string;
  readonly additionalAlertRelabelConfigs?: string;
  readonly additionalAlertManagerConfigs?: string;
}

/** @throws Refusal where a text is no YAML list of mappings */
export function readAdditional(texts: AdditionalTexts, context: CompileContext): AdditionalConfigs {
  const scrapeConfigs = readList(
    texts.additionalScrapeConfigs,
    'generate additional scrape configs: unmarshalling additional scrape configs failed',
  );
  const inAlerting = (what: string) => `generating alerting configuration failed: unmarshalling additional ${what} configs failed`;
  return {
    scrapeConfigs: scrapeConfigs?.map((config) => shardConfig(config, context)),
    alertRelabelings: readList(texts.additionalAlertRelabelConfigs, inAlerting('alerting relabel')),
    alertmanagers: readList(texts.additionalAlertManagerConfigs, inAlerting('alertmanager')),
  };
}

function readList(text: string | undefined, problem: string): ConfigurationFields[] | undefined {
  if (text === undefined) return undefined;
  const { documents, problems } = readDocuments([{ file: 'additional', text }]);
  if (problems[0])
    throw new ConfigError(`${problem}: ${problems[0].line === undefined ? '' : `line ${problems[0].line}: `}${problems[0].message}`);
  const list = documents[0]?.value ?? [];
  if (!Array.isArray(list) || !list.every(isMapping)) throw new ConfigError(`${problem}: is not a list of mappings`);
  return list;
}

function shardConfig(config: ConfigurationFields, context: CompileContext): ConfigurationFields {
  if (context.daemonSet || context.sharding.shards === 1) return config;
  const { relabel_configs: rules = [], ...rest } = config;
  if (!Array.isArray(rules) || !rules.every(isMapping)) {
    throw new ConfigError('generate additional scrape configs: error parsing relabel configs');
  }
  return { ...rest, relabel_configs: [...rules, ...shardingRulesIfMissing(context, rules)] };
}
