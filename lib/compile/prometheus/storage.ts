import { quantityValue } from '../../text/bytes';
import type { CompileContext } from './context';
import type { CommonPrometheusSpec, PrometheusSpec } from './crd/prometheus';
import { type ConfigurationFields, nonEmptyText, omitUndefined } from './fields';

/** How long the operator keeps data where neither a time nor a size is given (pkg/prometheus/common.go, DefaultRetention). */
const defaultRetention = '24h';

/** `storage` of a server. Retention is in the configuration from 3.11; for older versions it is a flag. */
export function serverStorage(context: CompileContext, spec: PrometheusSpec): ConfigurationFields | undefined {
  const { since } = context;
  const tsdb = omitUndefined({
    out_of_order_time_window: since('storage.tsdb.out_of_order_time_window', spec.tsdb?.outOfOrderTimeWindow),
    ...commonTsdb(context),
    retention: since('storage.tsdb.retention', retentionOf(spec)),
  });
  const storage = omitUndefined({
    exemplars: spec.exemplars?.maxSize === undefined ? undefined : { max_exemplars: spec.exemplars.maxSize },
    tsdb: Object.keys(tsdb).length ? tsdb : undefined,
  });
  return since('storage', Object.keys(storage).length ? storage : undefined);
}

/** `storage` of an agent. (The operator writes the key once per field, which Prometheus refuses where there are two.) */
export function agentStorage(context: CompileContext): ConfigurationFields | undefined {
  const tsdb = omitUndefined({
    out_of_order_time_window: context.since('storage.tsdb.out_of_order_time_window_of_agents', context.spec.tsdb?.outOfOrderTimeWindow),
    ...commonTsdb(context),
  });
  return Object.keys(tsdb).length ? { tsdb } : undefined;
}

function commonTsdb({ spec: { tsdb }, since }: CompileContext): ConfigurationFields {
  const floats = tsdb?.chunkEncoding?.floats;
  return {
    stale_series_compaction_threshold: since(
      'storage.tsdb.stale_series_compaction_threshold',
      quantityValue(tsdb?.staleSeriesCompactionThreshold),
    ),
    chunk_encoding: since('storage.tsdb.chunk_encoding', floats === undefined ? undefined : { floats: floats.toLowerCase() }),
  };
}

function retentionOf({ retention, retentionSize }: PrometheusSpec): ConfigurationFields {
  return omitUndefined({
    time: nonEmptyText(retention) ?? (retentionSize ? undefined : defaultRetention),
    size: nonEmptyText(retentionSize),
  });
}

/** Why there can be no such storage, in the operator's words. */
export function storageProblem({ tsdb, enableFeatures }: CommonPrometheusSpec): string | undefined {
  const threshold = tsdb?.staleSeriesCompactionThreshold;
  const ratio = quantityValue(threshold) ?? 0;
  if (ratio < 0 || ratio > 1) return `\`staleSeriesCompactionThreshold\` must be between 0 and 1. The current value is ${threshold}`;
  if (tsdb?.chunkEncoding?.floats === 'Xor' && enableFeatures?.includes('st-storage'))
    return 'chunk encoding "Xor" is incompatible with --enable-feature=st-storage (XOR chunks do not store start timestamps)';
  return undefined;
}
