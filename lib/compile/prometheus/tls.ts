import type { CompileContext } from './context';
import type { SafeTlsConfig, SecretOrConfigMap, TlsConfig } from './crd/common';
import type { ScrapeClass } from './crd/prometheus';
import { type ConfigurationFields, nonEmptyText, omitUndefined } from './fields';

/** tls_config of what may name no files of the container. What an object says of files nevertheless is passed over. */
export function safeTlsConfig(context: CompileContext, namespace: string, tls: SafeTlsConfig | undefined): ConfigurationFields | undefined {
  return tlsConfig(context, namespace, tls && withoutFiles(tls));
}

function withoutFiles({ ca, cert, keySecret, serverName, insecureSkipVerify, minVersion, maxVersion }: SafeTlsConfig): SafeTlsConfig {
  return { ca, cert, keySecret, serverName, insecureSkipVerify, minVersion, maxVersion };
}

/** tls_config; undefined where TLS is not configured. Secrets and ConfigMaps are of the given namespace, and become mounted files. */
export function tlsConfig(context: CompileContext, namespace: string, tls: TlsConfig | undefined): ConfigurationFields | undefined {
  if (!tls) return undefined;
  const file = (selector: SecretOrConfigMap | undefined) => selector && context.references.tlsFile(namespace, selector);
  return omitUndefined({
    insecure_skip_verify: tls.insecureSkipVerify,
    ca_file: nonEmptyText(tls.caFile) ?? file(tls.ca),
    cert_file: nonEmptyText(tls.certFile) ?? file(tls.cert),
    key_file: nonEmptyText(tls.keyFile) ?? (tls.keySecret && file({ secret: tls.keySecret })),
    server_name: nonEmptyText(tls.serverName),
    min_version: context.since('tls.min_version', tls.minVersion),
    max_version: context.since('tls.max_version', tls.maxVersion),
  });
}

export function isEmptyReference(reference: SecretOrConfigMap | undefined): boolean {
  return !reference?.secret && !reference?.configMap;
}

/** What the scrape class adds: its files where the object names no material of its own, or all of it where it has no TLS. */
export function tlsWithScrapeClass(tls: TlsConfig | undefined, { tlsConfig: ofClass }: ScrapeClass): TlsConfig | undefined {
  if (!tls || !ofClass) return tls ?? ofClass;
  return {
    ...tls,
    caFile: !tls.caFile && isEmptyReference(tls.ca) ? ofClass.caFile : tls.caFile,
    certFile: !tls.certFile && isEmptyReference(tls.cert) ? ofClass.certFile : tls.certFile,
    keyFile: !tls.keyFile && !tls.keySecret ? ofClass.keyFile : tls.keyFile,
  };
}

/** As `tlsWithScrapeClass`, for the kinds where `tlsConfig: {}` means no TLS. */
export function safeTlsWithScrapeClass(tls: SafeTlsConfig | undefined, scrapeClass: ScrapeClass): TlsConfig | undefined {
  return tlsWithScrapeClass(tls && !isEmptyTls(tls) ? withoutFiles(tls) : undefined, scrapeClass);
}

function isEmptyTls(tls: SafeTlsConfig): boolean {
  const { ca, cert, keySecret, serverName, insecureSkipVerify, minVersion, maxVersion } = tls;
  return (
    isEmptyReference(ca) &&
    isEmptyReference(cert) &&
    [keySecret, serverName, insecureSkipVerify, minVersion, maxVersion].every((field) => field === undefined)
  );
}
