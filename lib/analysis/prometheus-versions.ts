import { defaultPrometheusVersion } from '../compile/prometheus/versions';
import { textAt } from '../kubernetes/access';
import { memoize } from '../text/memoize';
import { compareVersions, parseVersion, type Version } from '../text/version';
import type { CheckInput, ObjectInput } from './check-input';
import { containersOf, podOf } from './pods';

const operated = new Set(['Prometheus', 'PrometheusAgent']);

/** The versions of all Prometheuses among the objects; undefined in it where one does not say its own. */
const prometheusVersions = memoize(({ objects }: Pick<CheckInput, 'objects'>): readonly (Version | undefined)[] =>
  objects.flatMap((owner) => versionsIn(owner)),
);

function versionsIn(owner: ObjectInput): readonly (Version | undefined)[] {
  const { object } = owner;
  if (operated.has(object.kind) && object.apiVersion.startsWith('monitoring.coreos.com/')) {
    const image = textAt(object, 'spec', 'image');
    const version = textAt(object, 'spec', 'version') ?? (image === undefined ? defaultPrometheusVersion : tagOf(image));
    return [parseVersion(version)];
  }
  const pod = podOf(owner);
  if (pod === undefined) return [];
  return containersOf(pod).flatMap(({ json }) => {
    const image = textAt(json, 'image') ?? '';
    return isPrometheusImage(image) ? [prometheusVersionOf(image)] : [];
  });
}

export const isPrometheusImage = (image: string): boolean => /(?:^|\/)prometheus(?:[:@]|$)/.test(image);

/** The version of Prometheus that an image has; undefined where it is of another program, or does not say. */
export const prometheusVersionOf = (image: string): Version | undefined =>
  isPrometheusImage(image) ? parseVersion(tagOf(image)) : undefined;

/** The version in the tag of an image; what follows it, as in `v3.5.0-distroless`, is a kind of image. */
const tagOf = (image: string): string => /:(v?\d+\.\d+(?:\.\d+)?)(?:-[a-z]+)?(?:@|$)/.exec(image)?.[1] ?? '';

/** Whether every Prometheus is of version 3 or later, or none is. `unknown`: some are, or nothing is known of them. */
export function areVersion3(input: Pick<CheckInput, 'objects'>): 'all' | 'none' | 'unknown' {
  const majors = prometheusVersions(input).map((version) => version?.major);
  if (majors.length === 0 || majors.includes(undefined)) return 'unknown';
  if (majors.every((major) => major! >= 3)) return 'all';
  return majors.every((major) => major! < 3) ? 'none' : 'unknown';
}

/** The newest Prometheus; undefined where none is known, or one does not say its version. */
export function newestPrometheus(input: Pick<CheckInput, 'objects'>): Version | undefined {
  const versions = prometheusVersions(input);
  if (versions.includes(undefined)) return undefined;
  return (versions as readonly Version[]).reduce<Version | undefined>(
    (newest, each) => (newest === undefined || compareVersions(each, newest) > 0 ? each : newest),
    undefined,
  );
}
