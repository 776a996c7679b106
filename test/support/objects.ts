export const container = (more: object = {}) => ({ name: 'main', image: 'example/image:1', ...more });
export const deployment = (
  spec: object = {},
  { labels = { app: 'a' }, ...metadata }: { labels?: object } & Record<string, unknown> = {},
) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'a', namespace: 'n', ...metadata },
  spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container()], ...spec } } },
});
export const withContainer = (more: object) => deployment({ containers: [container(more)] });
export const configMap = (more: object, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'n', ...metadata },
  ...more,
});
export const service = (spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'a', namespace: 'n' },
  spec: { selector: { app: 'a' }, ports: [{ port: 80, targetPort: 'http' }], ...spec },
});
export const namespace = (labels: object) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n', labels } });
