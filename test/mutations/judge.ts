import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '../../lib';
import { runCheck } from '../../lib/cli/check/check';
import { type BaseName, bases } from './mutation';

const root = join(__dirname, '..', '..');

/** A copy of a base in a folder of its own, in which one file at a time is another one. */
export interface Copy {
  readonly folder: string;
  readonly texts: ReadonlyMap<string, string>;
  /** What `vigie check` finds with this text in place of a file; of the right files without one. */
  readonly findings: (file?: string, text?: string) => readonly Finding[];
  readonly remove: () => void;
}

export function copyOf(base: BaseName): Copy {
  const folder = mkdtempSync(join(tmpdir(), `vigie-${base}-`));
  const files = bases[base].flatMap((from) =>
    readdirSync(join(root, from))
      .filter((name) => /\.(ya?ml|json)$/.test(name))
      .map((name) => ({ from, name })),
  );
  const texts = new Map(files.map(({ from, name }) => [name, readFileSync(join(root, from, name), 'utf8')]));
  for (const [name, text] of texts) writeFileSync(join(folder, name), text);
  return {
    folder,
    texts,
    findings: (file, text) => {
      if (file !== undefined && text !== undefined) writeFileSync(join(folder, file), text);
      const { stdout, stderr, status } = runCheck([folder, '--format', 'json']);
      if (file !== undefined) writeFileSync(join(folder, file), texts.get(file)!);
      // A file that cannot be read ends with 2 too, and is a finding.
      if (status === 2 && stdout === '') throw new Error(stderr);
      const places = (JSON.parse(stdout) as Finding[]).flatMap((finding) => [
        finding,
        ...(finding.also ?? []).map((place) => ({ ...finding, ...place })),
      ]);
      return places.map((finding) => ({ ...finding, file: finding.file?.slice(folder.length + 1) }));
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
