#!/usr/bin/env node
// generate.mjs FOLDER: makes imports/grafana/ from the npm package @grafana/data, which is read and not run:
//   npm pack @grafana/data@VERSION && tar xzf grafana-data-VERSION.tgz && node scripts/grafana/generate.mjs package
// imports/grafana/units.ts   the ids of all units
// imports/grafana/colors.ts  the names of all colors: Grafana's own, and those of CSS
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node scripts/grafana/generate.mjs FOLDER   (the folder of the unpacked package @grafana/data)');
  process.exit(2);
}
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const text = (file) => readFileSync(join(folder, 'dist/esm', file), 'utf8');
const found = (of, pattern) => [...of.matchAll(pattern)].map(([, value]) => value);
const unique = (values) => [...new Set(values)];

const units = unique(found(text('valueFormats/categories.mjs'), /\bid: "([^"]+)"/g));
const themes = text('themes/createVisualizationColors.mjs');
const shades = unique(found(themes, /\bname: "([a-z-]+)"/g));
const native = unique(found(themes.slice(themes.indexOf('nativeColorNames = {')), /^\s*([a-z]+): "#/gm));
for (const [what, list, least] of [
  ['units', units, 250],
  ['shades', shades, 30],
  ['CSS colors', native, 140],
]) {
  if (list.length < least) throw new Error(`only ${list.length} ${what} were found: the files of @grafana/data look different now`);
}

const imports = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'imports', 'grafana');
mkdirSync(imports, { recursive: true });
write('units.ts', ['The ids of the units of Grafana.', 'grafanaUnits', units]);
write(
  'colors.ts',
  ["Grafana's own names of colors.", 'grafanaColors', [...shades, 'transparent', 'panel-bg', 'text']],
  ['The names of colors of CSS, which Grafana takes too.', 'cssColors', native],
);

function write(file, ...lists) {
  const origin = `// Made by scripts/grafana/generate.mjs from @grafana/data ${version}; not to be edited.\n`;
  const parts = lists.map(
    ([comment, name, values]) =>
      `\n/** ${comment} */\nexport const ${name} = [\n${wrapped(values.map((value) => `'${value}',`))}\n] as const;\n`,
  );
  writeFileSync(join(imports, file), origin + parts.join(''));
}

function wrapped(words) {
  const lines = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > 138) lines.push(`  ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}
