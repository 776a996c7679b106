import type { ObjectInput } from '../../analysis/check-input';
import { foundIn } from '../../analysis/found';
import { containersIn, groupOf, podOf } from '../../analysis/pods';
import { textAt, valueAt } from '../../kubernetes/access';
import type { NamedObject } from '../../kubernetes/object';
import type { Path } from '../../yaml/value';
import { check } from '../check';

export const imageVersion = check('image-version', {
  finds: 'an image without a version, or with `latest`',
  severity: 'warning',
  *run({ objects }) {
    for (const judged of objects) {
      for (const { title, image, where } of imagesOf(judged)) {
        const tag = tagOf(image);
        if (tag === 'named') continue;
        yield foundIn(judged, {
          message:
            `${title} runs ${image}, ` +
            `${tag === 'latest' ? 'whatever is the latest' : 'which has no version and so is whatever is the latest'} when a pod starts`,
          hint: 'name a version, or a digest with @sha256:',
          at: where,
        });
      }
    }
  },
});

interface Image {
  readonly title: string;
  readonly image: string;
  readonly where: Path;
}

/** The images of a workload, and those of prometheus-operator's resources, whose containers are added to the ones that it makes. */
function imagesOf(judged: ObjectInput): readonly Image[] {
  const { object } = judged;
  const pod = podOf(judged);
  if (pod === undefined && !isOperated(object)) return [];
  const path = pod?.at ?? ['spec'];
  const own = pod === undefined ? textAt(object, 'spec', 'image') : undefined;
  const containers = containersIn(valueAt(object, ...path), path).flatMap(({ json, title, at: where }) => {
    const image = textAt(json, 'image');
    return image === undefined ? [] : [{ title, image, where: [...where, 'image'] }];
  });
  return [...(own === undefined ? [] : [{ title: 'it', image: own, where: ['spec', 'image'] }]), ...containers];
}

const isOperated = (object: NamedObject): boolean => groupOf(object) === 'monitoring.coreos.com';

/** Whether an image has a version: `registry:5000/name` has none, the port is part of the registry. */
function tagOf(image: string): 'named' | 'latest' | 'missing' {
  // A digest says what runs; in a placeholder the version may come with the rest.
  if (image === '' || image.includes('@') || /[${]/.test(image)) return 'named';
  const tag = /:([^:/]*)$/.exec(image)?.[1];
  return tag === undefined || tag === '' ? 'missing' : tag === 'latest' ? 'latest' : 'named';
}
