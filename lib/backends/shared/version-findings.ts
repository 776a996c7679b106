import type { ImageName } from '../../catalog/programs';
import { assumedVersion, tagOf, versionOf } from '../../manifests/images';
import type { Finding } from '../../model/finding';
import { printVersion } from '../../text/version';
import type { Installation } from './installation';
import { prometheusVersion, reloadsItself } from './prometheus-flags';

const check = 'image-version';

/** What has to be known of the versions that will run. */
export const versionFindings = (installation: Installation): readonly Finding[] => [
  ...unknownVersion(installation, 'prometheus', 'Prometheus'),
  ...(installation.routing === undefined ? [] : unknownVersion(installation, 'alertmanager', 'Alertmanager')),
];

/** A version that does not reload by itself runs with old rules after an apply, until somebody tells it. */
export function reloadFindings(installation: Installation): readonly Finding[] {
  const version = prometheusVersion(installation);
  if (reloadsItself(version)) return [];
  const how = installation.prometheus.enableLifecycle
    ? 'Send POST /-/reload to it after each apply'
    : 'Set enableLifecycle of prometheus and send POST /-/reload to it after each apply, or restart it';
  return [
    {
      check,
      severity: 'info',
      message: `Prometheus ${printVersion(version)} does not read changed rules and targets by itself`,
      hint: `${how}. Versions from 3.4 read them by themselves.`,
    },
  ];
}

/** Flags and configuration depend on the version. An image without a tag, or with `latest`, is a finding by itself. */
function unknownVersion(
  { context, ...options }: Installation,
  name: Extract<ImageName, 'prometheus' | 'alertmanager'>,
  title: string,
): Finding[] {
  const image = context.image(name, options[name].image);
  const tag = tagOf(image);
  const isFoundAnyway = tag === 'latest' || (tag === undefined && !image.includes('@'));
  if (versionOf(image) !== undefined || isFoundAnyway) return [];
  return [
    {
      check,
      severity: 'info',
      message: `the image ${image} does not say its version: it is given the flags and configuration of ${title} ${printVersion(assumedVersion(image, name))}`,
      hint: 'Write the version before the digest: name:v3.15.0@sha256:...',
    },
  ];
}
