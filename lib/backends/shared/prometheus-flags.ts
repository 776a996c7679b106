import type { PrometheusSpec } from '../../../imports/monitoring.coreos.com/prometheus';
import { assumedVersion } from '../../manifests/images';
import { isAtLeast, type Version } from '../../text/version';
import { prometheusObject } from './custom-resources';
import type { Installation } from './installation';
import { prometheusConfigFile } from './prometheus-config';
import { replicasOf } from './props';
import { prometheusSpecFlags } from './spec-flags';
import { thanosFlags } from './thanos';

export const dataPath = '/prometheus';

export const prometheusVersion = ({ context, prometheus }: Installation): Version =>
  assumedVersion(context.image('prometheus', prometheus.image), 'prometheus');

/**
 * Whether Prometheus reads a changed configuration and changed rules by itself. Versions 3.0 to 3.3 look for the rules of an absolute
 * path at another place, and so never see them change (prometheus/prometheus, changelog of 3.4.0).
 */
export const reloadsItself = (version: Version): boolean => isAtLeast(version, '3.4.0');

/** The flags that a version of Prometheus knows (its cmd/prometheus/main.go). */
export function prometheusFlags(installation: Installation): readonly string[] {
  const version = prometheusVersion(installation);
  const { prometheus: props } = installation;
  const { spec } = prometheusObject(installation);
  return [
    `--config.file=${prometheusConfigFile}`,
    ...autoReload(version),
    ...(props.enableLifecycle ? ['--web.enable-lifecycle'] : []),
    `--storage.tsdb.path=${dataPath}`,
    ...prometheusSpecFlags(spec),
    ...thanosFlags(props),
    // Replicas are told apart by a label that holds a variable; since 3.0 it is always replaced.
    ...(replicasOf(props) > 1 && !isAtLeast(version, '3.0.0') ? ['--enable-feature=expand-external-labels'] : []),
    // Since 3.11 both are fields of the configuration.
    ...(isAtLeast(version, '3.11.0') ? [] : retentionFlags(spec)),
  ];
}

/** A changed ConfigMap is read without a restart; since 3.12 that is no experiment any more, and has a flag of its own. */
function autoReload(version: Version): readonly string[] {
  if (!reloadsItself(version)) return [];
  return [isAtLeast(version, '3.12.0') ? '--config.auto-reload' : '--enable-feature=auto-reload-config'];
}

const retentionFlags = ({ retention, retentionSize }: PrometheusSpec): readonly string[] => [
  ...(retention === undefined ? [] : [`--storage.tsdb.retention.time=${retention}`]),
  ...(retentionSize === undefined ? [] : [`--storage.tsdb.retention.size=${retentionSize}`]),
];
