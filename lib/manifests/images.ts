/** The images that Vigie runs, at the versions that its catalogue and checks were made for. */
export const images = {
  prometheus: 'quay.io/prometheus/prometheus:v3.15.0',
  alertmanager: 'quay.io/prometheus/alertmanager:v0.34.2',
  grafana: 'docker.io/grafana/grafana:13.2.0',
  nodeExporter: 'quay.io/prometheus/node-exporter:v1.12.1',
  kubeStateMetrics: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.19.1',
} as const;

export type ImageName = keyof typeof images;

export interface ImageOptions {
  /** A registry that mirrors all images under their own paths: `registry.example:5000`. @default - each image's own registry */
  readonly registry?: string;
  /** Whole references that replace single images; a digest (`name@sha256:...`) is kept as it is. @default - the versions of `images` */
  readonly images?: Partial<Readonly<Record<ImageName, string>>>;
}

/** The reference that a pod names: overridden whole, or moved to the mirror. */
export function imageReference(name: ImageName, { registry, images: overrides }: ImageOptions = {}): string {
  const override = overrides?.[name];
  if (override !== undefined) return override;
  const reference = images[name];
  return registry === undefined ? reference : `${registry}/${reference.slice(reference.indexOf('/') + 1)}`;
}

/** `v3.15.0` of `quay.io/prometheus/prometheus:v3.15.0`; undefined where there is only a digest. */
export function versionOf(reference: string): string | undefined {
  const [name = ''] = reference.split('@');
  const tag = name.slice(name.lastIndexOf('/') + 1).split(':')[1];
  return tag;
}
