import { bytesOf, mebibytes } from '../model/bytes';
import { durationText } from '../model/duration';
import { eachRelabeling } from '../model/relabel';
import type { EndpointSettings, ScrapeLimits, ScrapeSettings } from '../model/scrape-settings';
import { authField, tlsField } from './client-fields';

/** Limits as the custom resources have them. */
export const limitFields = ({ bodySizeLimit, ...others }: ScrapeLimits) => ({
  ...others,
  ...(bodySizeLimit !== undefined && { bodySizeLimit: mebibytes(bytesOf(bodySizeLimit)) }),
});

/** The fields that an endpoint, a Probe and a ScrapeConfig call the same. */
export function commonFields(settings: EndpointSettings) {
  const { params, auth, tls, proxyUrl, honorLabels, honorTimestamps, metricRelabelings } = settings;
  const rules = eachRelabeling(metricRelabelings);
  return {
    ...(params && { params }),
    ...(honorLabels && { honorLabels }),
    ...(honorTimestamps === 'off' && { honorTimestamps: false }),
    ...(auth && authField(auth)),
    ...(tls && { tlsConfig: tlsField(tls) }),
    ...(proxyUrl !== undefined && { proxyUrl }),
    ...(rules.length > 0 && { metricRelabelings: rules }),
  };
}

/** How often, and how long it may take, as an endpoint and a Probe have it. */
export const timeFields = ({ interval, timeout }: EndpointSettings) => ({
  ...(interval !== undefined && { interval: durationText(interval) }),
  ...(timeout !== undefined && { scrapeTimeout: durationText(timeout) }),
});

/** What a monitor says of all of its endpoints. */
export const monitorFields = (settings: ScrapeSettings) => {
  const { scrapeClass, scrapeProtocols, nativeHistograms } = settings;
  const { sampleLimit, targetLimit, labelLimit, labelNameLengthLimit, labelValueLengthLimit, bodySizeLimit, keepDroppedTargets } = settings;
  const limits = { sampleLimit, targetLimit, labelLimit, labelNameLengthLimit, labelValueLengthLimit, bodySizeLimit, keepDroppedTargets };
  return {
    ...(scrapeClass !== undefined && { scrapeClass }),
    ...(scrapeProtocols && { scrapeProtocols }),
    ...(nativeHistograms !== undefined && { scrapeNativeHistograms: nativeHistograms !== 'off' }),
    ...(nativeHistograms === 'with-classic' && { scrapeClassicHistograms: true }),
    ...limitFields(Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined))),
  };
};
