#!/usr/bin/env node
// generate.mjs FILE: makes imports/ from the CRDs of prometheus-operator, which the operator itself prints:
//   prometheus-operator crds >crds.yaml && node scripts/imports/generate.mjs crds.yaml
// imports/monitoring.coreos.com/*.ts    types, without descriptions and status
// imports/monitoring.coreos.com/schema.json  the schemas without descriptions, what occurs twice said once
// imports/crds/*.yaml    the CRDs without descriptions, small enough for a client-side kubectl apply
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dump, loadAll } from 'js-yaml';
import { sharedSchemas, withoutDescriptions } from './schema.mjs';
import { typeFiles } from './types.mjs';

const [input] = process.argv.slice(2);
if (input === undefined) {
  console.error('usage: prometheus-operator crds >crds.yaml && node scripts/imports/generate.mjs crds.yaml');
  process.exit(2);
}
const crds = loadAll(readFileSync(input, 'utf8'))
  .filter((crd) => crd?.kind === 'CustomResourceDefinition')
  .map(withoutDescriptions);
crds.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
const versions = new Set(crds.map((crd) => crd.metadata.annotations['operator.prometheus.io/version']));
if (versions.size !== 1) throw new Error(`the CRDs are of several versions of prometheus-operator: ${[...versions].join(', ')}`);
const origin = `Made by scripts/imports/generate.mjs from the CRDs of prometheus-operator ${[...versions][0]}; not to be edited.`;

const { kinds, definitions } = sharedSchemas(crds);
const files = [
  ...typeFiles(crds).map(([file, text]) => [join('monitoring.coreos.com', file), `// ${origin}\n${text}`]),
  [join('monitoring.coreos.com', 'schema.json'), `${oneLineEach({ $comment: origin, kinds, definitions })}\n`],
  ...crds.map((crd) => [join('crds', `${crd.metadata.name}.yaml`), `# ${origin}\n${crdText(crd)}`]),
];
const imports = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'imports');
for (const folder of new Set(files.map(([file]) => dirname(file)))) {
  rmSync(join(imports, folder), { recursive: true, force: true });
  mkdirSync(join(imports, folder), { recursive: true });
}
for (const [file, text] of files) writeFileSync(join(imports, file), text);

/** A CRD with a line for each field of its spec: in block style the ten files would be three times as large. */
function crdText(crd) {
  // What kubectl apply keeps in the annotation last-applied-configuration may take 262,144 bytes of compact JSON.
  const size = Buffer.byteLength(JSON.stringify(crd));
  if (size >= 262_144) throw new Error(`${crd.metadata.name} has ${size} bytes, too many for a client-side apply`);
  // Readers of YAML 1.1 take no plain text with ? or : inside of braces.
  return dump(crd, { noRefs: true, lineWidth: -1, flowLevel: 10, forceQuotes: true });
}

/** JSON with a line for each entry of the inner objects, so that a new version's diff can be read. */
function oneLineEach(sections) {
  const section = (value) =>
    typeof value === 'string'
      ? JSON.stringify(value)
      : `{\n${Object.entries(value)
          .map(([key, entry]) => `${JSON.stringify(key)}:${JSON.stringify(entry)}`)
          .join(',\n')}\n}`;
  return `{\n${Object.entries(sections)
    .map(([key, value]) => `${JSON.stringify(key)}:${section(value)}`)
    .join(',\n')}\n}`;
}
