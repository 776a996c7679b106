import { type ImageName, images } from '../catalog/programs';
import { mappingsAt, textAt } from '../kubernetes/access';
import type { NamedObject } from '../kubernetes/object';
import { parseVersion, type Version } from '../text/version';
import { type Named, nameOf } from './namespace';

export interface ImageOptions {
  /** A registry that mirrors all images under their own paths: `registry.example:5000`. @default - each image's own registry */
  readonly registry?: string;
  /** Whole references that replace single images; a digest (`name@sha256:...`) is kept as it is. @default - the versions of `images` */
  readonly images?: Partial<Readonly<Record<ImageName, string>>>;
  /** Secrets that open the registries, in each namespace in which the stack runs pods. @default - the images are public */
  readonly imagePullSecrets?: readonly (string | Named)[];
}

/** An account hands its pods the Secrets that open registries, unless a pod names its own. */
export function withPullSecrets(object: NamedObject, secrets: ImageOptions['imagePullSecrets']): NamedObject {
  return object.kind !== 'ServiceAccount' || secrets === undefined
    ? object
    : { ...object, imagePullSecrets: secrets.map((secret) => ({ name: nameOf(secret) })) };
}

/** The reference that a pod names: overridden whole, or moved to the mirror. */
export function imageOf(name: ImageName, { registry, images: overrides }: ImageOptions = {}): string {
  const override = overrides?.[name];
  if (override !== undefined) return override;
  const reference = images[name];
  return registry === undefined ? reference : `${registry}/${reference.slice(reference.indexOf('/') + 1)}`;
}

/** The tag of a reference: `v3.15.0` of `quay.io/prometheus/prometheus:v3.15.0`; undefined where there is only a digest, or nothing. */
export function tagOf(reference: string): string | undefined {
  const [name = ''] = reference.split('@');
  return name.slice(name.lastIndexOf('/') + 1).split(':')[1];
}

/**
 * The version that a reference names. What follows it is a kind of image, as in `v3.5.0-distroless`, unless it is a release before the
 * release. Undefined where the tag is no version, such as `latest`, and where there is none.
 */
export function versionOf(reference: string): Version | undefined {
  const [, release = '', before = ''] = /^v?(\d+(?:\.\d+){0,2})(-(?:alpha|beta|rc)[.\d]*)?(?:-|$)/.exec(tagOf(reference) ?? '') ?? [];
  return parseVersion(`${release}${before}`);
}

/** The images of containers that users add to the pods of objects, and of sidecars. */
export const imagesIn = (objects: readonly NamedObject[]): readonly string[] =>
  objects.flatMap((object) =>
    [['spec'], ['spec', 'template', 'spec']].flatMap((path) => [
      ...['containers', 'initContainers'].flatMap((list) =>
        mappingsAt(object, ...path, list).flatMap(([container]) => textAt(container, 'image') ?? []),
      ),
      ...[textAt(object, ...path, 'thanos', 'image') ?? []].flat(),
    ]),
  );

/** The version that a program is taken to have: the one that its image names, else the one of Vigie's own image. */
export const assumedVersion = (reference: string, name: ImageName): Version => versionOf(reference) ?? versionOf(images[name])!;
