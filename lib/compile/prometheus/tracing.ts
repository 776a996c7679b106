import { quantityValue } from '../../text/bytes';
import type { CompileContext } from './context';
import { type ConfigurationFields, omitUndefined, sorted } from './fields';
import { tlsConfig } from './tls';

/** `tracing`: where Prometheus sends traces of its own work. */
export function tracingFields(context: CompileContext): ConfigurationFields | undefined {
  const config = context.spec.tracingConfig;
  return (
    config &&
    omitUndefined({
      endpoint: config.endpoint,
      client_type: config.clientType?.toLowerCase(),
      sampling_fraction: quantityValue(config.samplingFraction),
      insecure: config.insecure,
      headers: config.headers && Object.keys(config.headers).length ? sorted(config.headers) : undefined,
      compression: config.compression?.toLowerCase(),
      timeout: config.timeout,
      tls_config: tlsConfig(context, context.namespace, config.tlsConfig),
    })
  );
}
