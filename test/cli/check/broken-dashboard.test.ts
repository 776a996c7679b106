import { expect, test } from 'vitest';
import { skippedFiles } from '../../../lib/cli/check/skipped-files';
import { readDocuments } from '../../../lib/kubernetes/read';

const skipped = (text: string) => {
  const source = { file: 'dir/board.json', text };
  const { problems } = readDocuments([source]);
  expect(problems).not.toEqual([]);
  return skippedFiles(problems, [source], ['dir']);
};

test('a dashboard that ends too early is not passed over', () => expect(skipped('{"title": "Mine", "panels": [ {"id": 1}\n')).toEqual([]));
test('other JSON that is none is', () => expect(skipped('{"compilerOptions": {"paths": [\n')).toEqual(['dir/board.json']));
