import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sourcesAt } from '../../../lib/input/files/sources';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-input-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (...names: string[]) => join(folder, ...names);
function write(name: string, text = 'a: b\n'): void {
  mkdirSync(join(at(name), '..'), { recursive: true });
  writeFileSync(at(name), text);
}
/** What is read below the folder, and what is not. */
function read(paths: readonly string[] = [folder], except?: string) {
  const { sources, problems } = sourcesAt(paths, { ...(except !== undefined && { except }) });
  return {
    files: sources.map(({ file }) => relative(folder, file)),
    problems: problems.map(({ file, message }) => `${relative(folder, file)}: ${message}`),
  };
}

describe('the files of a folder', () => {
  test('are all YAML and JSON files below it, in the order of their names', () => {
    for (const name of ['b.yml', 'a/c.json', 'a.yaml', 'D.YAML', 'notes.md', '.hidden.yaml', '.git/x.yaml', 'node_modules/x.yaml'])
      write(name);
    expect(read()).toEqual({ files: ['D.YAML', 'a/c.json', 'a.yaml', 'b.yml'], problems: [] });
  });

  test('are read though one of them is not there', () => {
    write('a.yaml');
    write('z.yaml');
    symlinkSync('nowhere', at('m.yaml'));
    expect(read()).toEqual({ files: ['a.yaml', 'z.yaml'], problems: ['m.yaml: cannot be read: there is nothing of that name'] });
  });

  test('are read once, however many links and paths lead to them', () => {
    write('a.yaml');
    write('b/c.yaml');
    symlinkSync('a.yaml', at('link.yaml'));
    symlinkSync('b', at('also-b'));
    expect(read([folder, at('a.yaml'), at('b')]).files).toEqual(['a.yaml', 'also-b/c.yaml']);
  });

  test('are not those of a link that leads out of it, unless that is named as well', () => {
    write('outside/a.yaml');
    write('outside/b.yaml');
    mkdirSync(at('inside'));
    symlinkSync('../outside', at('inside', 'link'));
    symlinkSync('../outside/b.yaml', at('inside', 'token.yaml'));
    const problems = ['link', 'token.yaml'].map((name) => `inside/${name}: is a link that leads out of ${at('inside')}`);
    expect(read([at('inside')])).toEqual({ files: [], problems });
    expect(read([at('inside'), at('outside')])).toEqual({ files: ['inside/link/a.yaml', 'inside/link/b.yaml'], problems: [] });
  });

  test('are those of a named link, wherever it leads', () => {
    write('outside/a.yaml');
    symlinkSync('outside', at('link'));
    expect(read([at('link')])).toEqual({ files: ['link/a.yaml'], problems: [] });
  });

  test('are those of links in it, as in a mounted ConfigMap', () => {
    write('mount/..data/a.yaml');
    symlinkSync('..data/a.yaml', at('mount', 'a.yaml'));
    expect(read([at('mount')])).toEqual({ files: ['mount/a.yaml'], problems: [] });
  });

  test.each(['.', '..'])('are found where a link leads to %s', (target) => {
    write('x/y/a.yaml');
    write('x/b.yaml');
    symlinkSync(target, at('x', 'y', 'loop'));
    expect(read([at('x', 'y')])).toEqual({ files: ['x/y/a.yaml'], problems: [] });
  });

  test('are not those of the folder that the output goes to', () => {
    write('a.yaml');
    write('out/prometheus.yaml');
    expect(read([folder], at('out')).files).toEqual(['a.yaml']);
  });

  test('are no pipes', () => {
    write('a.yaml');
    execFileSync('mkfifo', [at('pipe.yaml')]);
    expect(read()).toEqual({ files: ['a.yaml'], problems: ['pipe.yaml: is a pipe, a socket or a device, not a file'] });
  });

  test('are missing where there are none', () => {
    write('notes.md');
    expect(read().problems).toEqual([': holds no YAML or JSON file']);
  });
});

describe('a path', () => {
  test('may be a pipe, which is read to its end', () => {
    execFileSync('mkfifo', [at('pipe')]);
    execFileSync('sh', ['-c', `(sleep 0.3; printf 'a: '; sleep 0.2; printf 'b') >"${at('pipe')}" 2>/dev/null &`], { stdio: 'ignore' });
    expect(sourcesAt([at('pipe')]).sources.map(({ text }) => Buffer.from(text as Uint8Array).toString())).toEqual(['a: b']);
  });

  test('may be a pipe that nothing writes to, which is a problem and no wait for ever', () => {
    execFileSync('mkfifo', [at('pipe')]);
    expect(read([at('pipe')]).problems).toEqual(['pipe: cannot be read: it is a pipe, and nothing writes to it']);
  });

  test('of a file over the limit is refused before it is read', () => {
    write('large.yaml');
    truncateSync(at('large.yaml'), 4 * 1024 * 1024 * 1024); // more than node reads at once; the disk keeps no zeros
    expect(read([at('large.yaml')]).problems).toEqual(['large.yaml: is 4096 MiB large, and no file over 64 MiB is read']);
  });

  test('of a device without an end is refused at the limit', () => {
    expect(sourcesAt(['/dev/zero']).problems[0]?.message).toMatch(/no file over 64 MiB is read/);
  });

  test('of nothing is named as such', () => {
    expect(sourcesAt(['']).problems).toEqual([
      expect.objectContaining({ file: '""', message: expect.stringContaining('nothing of that name') }),
    ]);
  });

  test('that goes through a file is explained', () => {
    write('a.yaml');
    expect(read([at('a.yaml', 'b.yaml')]).problems).toEqual(['a.yaml/b.yaml: cannot be read: a part of the path is a file, not a folder']);
  });
});
