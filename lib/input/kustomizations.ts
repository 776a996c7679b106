import { dirname, join, normalize } from 'node:path';
import { listAt, mappingAt, textAt } from '../kubernetes/access';
import type { CheckName } from '../model/check-name';
import type { Finding } from '../model/finding';
import { isMapping } from '../yaml/value';
import type { Located } from './documents';
import { isKustomization } from './external-sources';

/** What a kustomization changes in the files that it lists, so that they say less than what is applied. */
interface Changes {
  readonly namespace: boolean;
  readonly names: boolean;
  readonly labels: boolean;
  readonly images: boolean;
  readonly patches: readonly Target[];
}

/** The objects that a patch changes, as a regular expression of kustomize; without a field: any. */
interface Target {
  readonly kind?: string;
  readonly name?: string;
}

/** Where objects meet: what a namespace, a label or a patch may change about it. */
const meetings: ReadonlySet<CheckName> = new Set<CheckName>([
  'selects-nothing',
  'unselected-object',
  'service-without-pods',
  'unknown-port',
  'endpoint-without-port',
  'blocked-connection',
  'scraped-twice',
  'lost-alerts',
  'lost-dashboard',
  'discovery-rights',
  'unread-configuration',
  'enforced-namespace',
  'pod-security',
]);
/** What is about one object, and may be other once it is patched. */
const ofObject: ReadonlySet<CheckName> = new Set<CheckName>(['refused-object', 'object-name', 'image-version', 'retention-size']);

/**
 * Whether a finding may be wrong because a kustomization among the files changes what it is about. Kustomizations are not built here: of
 * what they set, nothing is sure.
 */
export function changedByKustomize(documents: readonly Located[]): (finding: Finding) => boolean {
  const changes = changesByFile(documents);
  if (changes.size === 0) return () => false;
  return ({ check, file, object = '' }) => {
    const [kind = '', name = ''] = [/^\S+/.exec(object)?.[0], /[^ /]*$/.exec(object)?.[0]];
    return (changes.get(normalize(file ?? '')) ?? []).some(({ namespace, names, labels, images, patches }) => {
      if (meetings.has(check)) return namespace || labels || names || patches.length > 0;
      if (check === 'duplicate-name') return namespace || names || patches.some((target) => mayChange(target, kind, name));
      if (check === 'image-version' && images) return true;
      if (check === 'object-name' && ((namespace && kind === 'Namespace') || names)) return true;
      return ofObject.has(check) && patches.some((target) => mayChange(target, kind, name));
    });
  };
}

const mayChange = (target: Target, kind: string, name: string): boolean =>
  (target.kind === undefined || target.kind === kind) && (target.name === undefined || isRegExp(target.name) || target.name === name);

const isRegExp = (text: string): boolean => /[^\w.-]/.test(text) || text.includes('.*');

function changesByFile(documents: readonly Located[]): ReadonlyMap<string, readonly Changes[]> {
  const kustomizations = new Map<string, Readonly<Record<string, unknown>>>();
  const files = new Set(documents.map(({ file }) => normalize(file)));
  for (const { value, file } of documents) if (isKustomization(value)) kustomizations.set(normalize(dirname(file)), value);
  const found = new Map<string, Changes[]>();
  const add = (file: string, changes: Changes) => found.set(file, [...(found.get(file) ?? []), changes]);
  for (const [folder, kustomization] of kustomizations) {
    const changes = changesOf(kustomization, folder, documents);
    if (!changesAnything(changes)) continue;
    for (const file of listedBy(folder, kustomizations, files)) add(file, changes);
  }
  for (const { value } of documents) {
    const flux = isMapping(value) ? fluxChanges(value) : undefined;
    if (flux === undefined) continue;
    for (const file of files) if (`/${file}`.includes(`/${flux.folder}/`)) add(file, flux.changes);
  }
  return found;
}

const changesAnything = ({ namespace, names, labels, images, patches }: Changes): boolean =>
  namespace || names || labels || images || patches.length > 0;

/** All files that a kustomization lists, also those of the kustomizations that it lists. */
function listedBy(
  folder: string,
  kustomizations: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  files: ReadonlySet<string>,
  seen: Set<string> = new Set(),
): readonly string[] {
  const kustomization = kustomizations.get(folder);
  if (kustomization === undefined || seen.has(folder)) return [];
  seen.add(folder);
  return ['resources', 'bases', 'components'].flatMap((field) =>
    listAt(kustomization[field]).flatMap((entry) => {
      if (typeof entry !== 'string' || /^[a-z]+:\/\//.test(entry)) return [];
      const path = normalize(join(folder, entry)).replace(/\/$/, '');
      return files.has(path) ? [path] : listedBy(path, kustomizations, files, seen);
    }),
  );
}

const isSet = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : isMapping(value) ? Object.keys(value).length > 0 : Boolean(value);

function changesOf(kustomization: Readonly<Record<string, unknown>>, folder: string, documents: readonly Located[]): Changes {
  const has = (...fields: readonly string[]) => fields.some((field) => isSet(kustomization[field]));
  const unknown = has('transformers', 'configurations', 'replacements', 'vars', 'components', 'generators') ? [{}] : [];
  const patches = [
    ...listAt(kustomization.patches),
    ...listAt(kustomization.patchesJson6902),
    ...listAt(kustomization.patchesStrategicMerge),
  ];
  return {
    namespace: has('namespace'),
    names: has('namePrefix', 'nameSuffix'),
    labels: has('labels', 'commonLabels'),
    images: has('images'),
    patches: [...patches.flatMap((patch) => targetsOf(patch, folder, documents)), ...unknown],
  };
}

/** What a patch says that it changes, or the objects that it is a part of. */
function targetsOf(patch: unknown, folder: string, documents: readonly Located[]): readonly Target[] {
  if (isMapping(patch) && isMapping(patch.target)) {
    const [kind, name] = [textAt(patch, 'target', 'kind'), textAt(patch, 'target', 'name')];
    return [{ ...(kind && { kind }), ...(name && { name }) }];
  }
  const path = typeof patch === 'string' ? patch : isMapping(patch) && typeof patch.path === 'string' ? patch.path : undefined;
  if (path === undefined || path.includes('\n')) return [{}];
  const file = normalize(join(folder, path));
  const parts = documents.filter((document) => normalize(document.file) === file && isMapping(document.value));
  if (parts.length === 0) return [{}];
  return parts.map(({ value }) => {
    const [kind, name] = [textAt(value, 'kind'), textAt(value, 'metadata', 'name')];
    return { ...(kind && { kind }), ...(name && { name }) };
  });
}

/** Flux builds a folder of the repository, with changes of its own. */
function fluxChanges(value: Readonly<Record<string, unknown>>): { readonly folder: string; readonly changes: Changes } | undefined {
  if (value.kind !== 'Kustomization' || !String(value.apiVersion).startsWith('kustomize.toolkit.fluxcd.io/')) return undefined;
  const spec = mappingAt(value, 'spec');
  const folder = textAt(spec, 'path')?.replace(/^\.?\/|\/$/g, '');
  if (!folder || folder === '.') return undefined;
  const changes: Changes = {
    namespace: isSet(spec.targetNamespace),
    names: isSet(spec.namePrefix) || isSet(spec.nameSuffix),
    labels: isSet(mappingAt(spec, 'commonMetadata').labels),
    images: isSet(spec.images),
    patches: isSet(spec.patches) || isSet(spec.components) || isSet(spec.postBuild) ? [{}] : [],
  };
  return changesAnything(changes) ? { folder, changes } : undefined;
}
