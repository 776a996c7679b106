import type { PrometheusSpec } from '../../../imports/monitoring.coreos.com/prometheus';
import { versionOf } from '../../manifests/images';
import type { ContainerProgram, Mount } from '../../manifests/pod';
import { type Needs, requirements } from '../../manifests/requirements';
import type { Finding } from '../../model/finding';
import { printVersion } from '../../text/version';
import type { Installation } from './installation';
import { argumentsOf } from './operator-options';
import { prometheus } from './own-programs';
import { type PrometheusProps, pathPrefix, replicasOf, type ThanosSidecar } from './props';

export const thanosPorts = { grpc: 10901, http: 10902 } as const;
const bucketPath = '/etc/thanos/bucket';

/** What a sidecar that uploads blocks of two hours is given; one that answers queries alone needs less. */
const needs: Needs = { cpu: '20m', memory: 128 };

/** The sidecar in the words of the Prometheus resource. */
export function thanosField({ thanos }: PrometheusProps): Pick<PrometheusSpec, 'thanos'> {
  if (thanos === undefined) return {};
  const { image, objectStorage, resources, args = [] } = thanos;
  const version = versionOf(image);
  return {
    thanos: {
      image,
      ...(version && { version: `v${printVersion(version)}` }),
      ...(objectStorage && { objectStorageConfig: objectStorage }),
      ...argumentsOf({ args }),
      resources: requirements(needs, resources),
    },
  };
}

/** The sidecar as a container beside Prometheus, whose data it reads. */
export function thanosProgram(props: PrometheusProps, data: Mount, dataPath: string): ContainerProgram | undefined {
  const { thanos } = props;
  if (thanos === undefined) return undefined;
  const { image, objectStorage, resources, args = [] } = thanos;
  return {
    name: 'thanos-sidecar',
    image,
    args: [
      'sidecar',
      `--prometheus.url=http://localhost:${prometheus.port}${pathPrefix(props)}/`,
      `--grpc-address=:${thanosPorts.grpc}`,
      `--http-address=:${thanosPorts.http}`,
      `--tsdb.path=${dataPath}`,
      ...(objectStorage ? [`--objstore.config-file=${bucketPath}/${objectStorage.key}`] : []),
      ...args,
    ],
    ports: { 'thanos-http': thanosPorts.http, grpc: thanosPorts.grpc },
    probes: { live: '/-/healthy', ready: '/-/ready' },
    mounts: [
      data,
      ...(objectStorage ? [{ name: 'bucket', path: bucketPath, source: { secret: { secretName: objectStorage.name } } }] : []),
    ],
    resources: needs,
    ...(resources && { said: resources }),
  };
}

/** Blocks that are uploaded must not be merged before. */
export const thanosFlags = ({ thanos }: PrometheusProps): readonly string[] =>
  thanos?.objectStorage === undefined ? [] : ['--storage.tsdb.min-block-duration=2h', '--storage.tsdb.max-block-duration=2h'];

/** Thanos tells the blocks of several Prometheus apart by their external labels, and uploads none without. */
export const thanosFindings = ({ prometheus: props }: Installation): readonly Finding[] =>
  isUploading(props.thanos) && replicasOf(props) === 1 && Object.keys(props.externalLabels ?? {}).length === 0
    ? [
        {
          check: 'refused-configuration',
          severity: 'error',
          message:
            'backend.prometheus.thanos: the sidecar does not start: Prometheus has no external labels to tell its blocks from those of others',
          hint: "Write externalLabels, such as { cluster: 'prod-eu' }.",
        },
      ]
    : [];

const isUploading = (thanos: ThanosSidecar | undefined): boolean => thanos?.objectStorage !== undefined;
