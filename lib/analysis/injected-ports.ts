/** The names of ports that service meshes bring with the containers that they inject: Istio, Linkerd and Dapr (their documentation). */
export const injectedPorts: ReadonlySet<string> = new Set([
  'http-envoy-prom',
  'linkerd-proxy',
  'linkerd-admin',
  'dapr-http',
  'dapr-grpc',
  'dapr-internal',
  'dapr-metrics',
]);
