import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../lib';
import { stackOf } from '../support/stacks';

/** kubectl apply keeps an object in an annotation, and annotations have room for 256 KiB (validation.go, TotalAnnotationSizeLimitB). */
const annotationLimit = 256 * 1024;

/** JSON as Go writes it. */
const goJson = (value: unknown): string => JSON.stringify(value).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);

const objectsWith = (targets: number): readonly KubernetesObject[] =>
  stackOf((stack) => {
    for (let index = 0; index < targets; index++)
      stack.monitor({ name: `target-${index}`, labels: { app: `target-${index}` }, port: 'http' });
  }).toJson();

const filesOf = (objects: readonly KubernetesObject[], prefix: string): readonly (readonly [string, string])[] =>
  objects
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith(prefix))
    .flatMap(({ data }) => Object.entries(data as Record<string, string>));

interface Config {
  readonly scrape_configs?: readonly { readonly job_name: string }[];
  readonly scrape_config_files?: readonly string[];
}
const configOf = (objects: readonly KubernetesObject[]): Config => load(filesOf(objects, 'prometheus-config')[0]![1]) as Config;

describe('a stack with 1,000 targets', () => {
  const objects = objectsWith(1000);
  const jobs = filesOf(objects, 'prometheus-jobs').flatMap(([, text]) =>
    (load(text) as Config).scrape_configs!.map(({ job_name }) => job_name),
  );

  test('has no object that is too large for kubectl apply', () => {
    const large = objects
      .filter((object) => Buffer.byteLength(goJson(object)) > annotationLimit)
      .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(large).toEqual([]);
  });

  test('has each job in exactly one file', () => {
    expect(new Set(jobs).size).toBe(jobs.length);
    expect(jobs).toEqual(expect.arrayContaining(Array.from({ length: 1000 }, (_, index) => `target-${index}`)));
    expect(configOf(objects).scrape_configs).toBeUndefined();
  });

  test('mounts its job files where prometheus.yml looks for them', () => {
    const text = JSON.stringify(objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'prometheus'));
    const [pattern] = configOf(objects).scrape_config_files!;
    expect(text).toContain(`"mountPath":"${pattern!.replace('/*.yaml', '')}"`);
  });
});

test('a stack with few targets has its jobs in prometheus.yml', () => {
  const objects = objectsWith(10);
  expect(filesOf(objects, 'prometheus-jobs')).toEqual([]);
  expect(configOf(objects).scrape_configs!.map(({ job_name }) => job_name)).toContain('target-9');
});
