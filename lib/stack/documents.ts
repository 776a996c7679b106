import { toYaml } from '../yaml/write';

/** Kubernetes objects as one YAML file, a document each. */
export const toYamlDocuments = (objects: readonly object[]): string => objects.map((object) => toYaml(object)).join('---\n');
