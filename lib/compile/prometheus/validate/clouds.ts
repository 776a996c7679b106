import { namespaceOf } from '../../../kubernetes/object';
import type { CompileContext } from '../context';
import type { DiscoveryHttp, ScrapeConfig } from '../crd/scrape-config';
import { secretProblem, tlsProblem } from './credentials';
import { discoveryHttpProblem, tooOld, urlFieldProblem } from './discovery-http';
import { each, type FieldProblem, fieldProblem, insideOf } from './field-problem';

/** What is wrong with the discovery by the APIs of clouds. */
export function cloudProblem(context: CompileContext, config: ScrapeConfig): FieldProblem | undefined {
  const { spec } = config;
  const namespace = namespaceOf(config);
  const http = (discovery: DiscoveryHttp) => discoveryHttpProblem(context, namespace, discovery);
  const secret = (path: string, selector: Parameters<typeof secretProblem>[4]) => secretProblem(context, namespace, path, '', selector);
  return (
    insideOf(
      'ec2SDConfigs',
      'ec2SDConfigs',
      each(
        '',
        '',
        spec.ec2SDConfigs,
        (discovery) => secret('accessKey', discovery.accessKey) ?? secret('secretKey', discovery.secretKey) ?? http(discovery),
      ),
    ) ??
    insideOf(
      'azureSDConfigs',
      'azureSDConfigs',
      each('', '', spec.azureSDConfigs, (discovery) => {
        const method = discovery.authenticationMethod;
        const old =
          (method === 'SDK'
            ? tooOld(context, 'azure.sdk', 'SDK authentication is only supported from Prometheus version 2.52.0')
            : undefined) ??
          (method === 'WorkloadIdentity'
            ? tooOld(context, 'azure.workload_identity', 'WorkloadIdentity authentication is only supported from Prometheus version 3.11.0')
            : undefined) ??
          (discovery.resourceGroup === undefined
            ? undefined
            : tooOld(context, 'azure.resource_group', 'ResourceGroup is only supported from Prometheus version >= 2.35.0'));
        if (old || (method && method !== 'OAuth')) return old;
        for (const field of ['tenantID', 'clientID', 'clientSecret'] as const)
          if (!discovery[field]) return fieldProblem(field, `configuration requires a ${field}`);
        return secret('clientSecret', discovery.clientSecret) ?? http(discovery);
      }),
    ) ??
    insideOf(
      'openstackSDConfigs',
      'openstackSDConfigs',
      each(
        '',
        '',
        spec.openstackSDConfigs,
        (discovery) =>
          (discovery.role === 'LoadBalancer'
            ? tooOld(context, 'openstack.load_balancer', 'The LoadBalancer role is only supported from Prometheus version 3.2.0')
            : undefined) ??
          secret('password', discovery.password) ??
          secret('applicationCredentialSecret', discovery.applicationCredentialSecret) ??
          tlsProblem(context, namespace, discovery.tlsConfig, 'safe'),
      ),
    ) ??
    insideOf(
      'digitalOceanSDConfigs',
      'digitalOceanSDConfigs',
      tooOld(context, 'digitalocean', 'service discovery for Digital Ocean is only supported for Prometheus version >= 2.20.0') ??
        each('', '', spec.digitalOceanSDConfigs, http),
    ) ??
    insideOf(
      'dockerSDConfigs',
      'dockerSDConfigs',
      each(
        '',
        '',
        spec.dockerSDConfigs,
        (discovery) =>
          (discovery.matchFirstNetwork === undefined
            ? undefined
            : tooOld(
                context,
                'docker.match_first_network',
                'field `matchFirstNetwork` is only supported for Prometheus version >= 2.54.1',
              )) ??
          http(discovery) ??
          urlFieldProblem('host', discovery.host),
      ),
    ) ??
    insideOf(
      'linodeSDConfigs',
      'linodeSDConfigs',
      tooOld(context, 'linode', 'linode SD configuration is only supported for Prometheus version >= 2.28.0') ??
        each('', '', spec.linodeSDConfigs, http),
    ) ??
    insideOf(
      'hetznerSDConfigs',
      'hetznerSDConfigs',
      each(
        '',
        '',
        spec.hetznerSDConfigs,
        (discovery) =>
          (discovery.labelSelector === undefined
            ? undefined
            : tooOld(context, 'hetzner.label_selector', 'field `labelSelector` is only supported for Prometheus version >= 3.5.0')) ??
          http(discovery),
      ),
    ) ??
    insideOf(
      'dockerSwarmSDConfigs',
      'dockerswarmSDConfigs',
      tooOld(context, 'dockerswarm', 'dockerswarm SD configuration is only supported for Prometheus version >= 2.20.0') ??
        each('', '', spec.dockerSwarmSDConfigs, (discovery) => urlFieldProblem('host', discovery.host) ?? http(discovery)),
    ) ??
    insideOf(
      'lightSailSDConfigs',
      'lightSailSDConfigs',
      tooOld(context, 'lightsail', 'lightSail SD configuration is only supported for Prometheus version >= 2.27.0') ??
        each(
          '',
          '',
          spec.lightSailSDConfigs,
          (discovery) => secret('accessKey', discovery.accessKey) ?? secret('secretKey', discovery.secretKey) ?? http(discovery),
        ),
    ) ??
    insideOf(
      'ovhcloudSDConfigs',
      'OVHCloudSDConfigs',
      tooOld(context, 'ovhcloud', 'OVHCloud SD configuration is only supported for Prometheus version >= 2.40.0') ??
        each(
          '',
          '',
          spec.ovhcloudSDConfigs,
          (discovery) =>
            secret('applicationSecret', discovery.applicationSecret ?? {}) ?? secret('consumerKey', discovery.consumerKey ?? {}),
        ),
    ) ??
    insideOf(
      'scalewaySDConfigs',
      'ScalewaySDConfigs',
      tooOld(context, 'scaleway', 'ScaleWay SD configuration is only supported for Prometheus version >= 2.26.0') ??
        each('', '', spec.scalewaySDConfigs, (discovery) => secret('secretKey', discovery.secretKey ?? {}) ?? http(discovery)),
    ) ??
    insideOf(
      'ionosSDConfigs',
      'IonosSDConfigs',
      tooOld(context, 'ionos', 'IONOS SD configuration is only supported for Prometheus version >= 2.36.0') ??
        each('', '', spec.ionosSDConfigs, http),
    )
  );
}
