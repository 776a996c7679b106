import { parseArgs } from 'node:util';
import type { PlayableGroup } from '../../analysis/play/playable';
import { contentOf } from '../../input/files/content';
import { sourcesAt } from '../../input/files/sources';
import { readDocuments } from '../../kubernetes/read';
import { count } from '../../text/list';
import { printable } from '../../text/printable';
import type { InputProblem } from '../../yaml/problem';
import type { InputSource } from '../../yaml/text';
import { type Outcome, problemText, usageError } from '../shared/outcome';
import { type FileResult, type TestFormat, type TestResult, testFormats, testSummary } from './formats';
import { pathsOf } from './glob';
import { type ReadRuleFile, readRuleFile } from './rule-files';
import { runGroup } from './run-group';
import { isTestFile, readTestFile, type TestFile, type TestGroup } from './test-file';

export const testUsage = `usage: vigie test PATH... [--format ${Object.keys(testFormats).join('|')}] [--run REGEXP]... [--ignore-unknown-fields]\n`;

const options = {
  format: { type: 'string', default: 'text' },
  run: { type: 'string', multiple: true, default: [] as string[] },
  'ignore-unknown-fields': { type: 'boolean', default: false },
} as const;

/** `vigie test`: the unit tests of rules that promtool runs, with its verdicts. */
export function runTests(args: readonly string[]): Outcome {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return usageError((error as Error).message, testUsage);
  }
  const { positionals: paths, values } = parsed;
  if (paths.length === 0) return usageError('test needs a file of unit tests, or a folder with some', testUsage);
  if (!Object.hasOwn(testFormats, values.format)) return usageError(`there is no format ${values.format}`, testUsage);
  const chosen = chooser(values.run);
  if (typeof chosen === 'string') return usageError(`--run: ${chosen}`, testUsage);

  const { sources, problems: unreadable } = sourcesAt(paths);
  const read = sources.filter(({ file }) => paths.includes(file) || holdsTests(file, sources)).map((source) => readTestFile(source));
  const problems = [...unreadable, ...read.flatMap((each) => each.problems)];
  const files = read.flatMap(({ file }) => file ?? []);
  if (files.length === 0 && problems.length === 0) {
    const hint = 'Name a file with `rule_files:` and `tests:`, or a folder that has one.';
    return { status: 2, stdout: '', stderr: `vigie: there are no unit tests of rules in ${printable(paths.join(', '))}\n  ${hint}\n` };
  }
  const notices: string[] = [];
  const results = files.map((file) => resultOf(file, { chosen, passUnknown: values['ignore-unknown-fields'], notices }));
  const statuses = results.flatMap(({ tests }) => tests.map(({ status }) => status));
  const isIncomplete = problems.length > 0 || statuses.includes('not-judged');
  return {
    status: statuses.includes('failed') ? 1 : isIncomplete ? 2 : 0,
    stdout: testFormats[values.format as TestFormat](results),
    stderr: `${problems.map(problemText).join('')}${notices.join('')}${problems.length > 0 ? `${count(problems.length, 'problem')}; ` : ''}${testSummary(results)}`,
  };
}

/** Which tests are run; or why the pattern is none. */
function chooser(patterns: readonly string[]): ((name: string) => boolean) | string {
  if (patterns.length === 0) return () => true;
  try {
    const pattern = new RegExp(patterns.join('|'));
    return (name) => pattern.test(name);
  } catch (error) {
    return (error as Error).message;
  }
}

const holdsTests = (file: string, sources: readonly InputSource[]): boolean => {
  const source = sources.find((each) => each.file === file)!;
  const [document] = readDocuments([source]).documents;
  return document !== undefined && isTestFile(document.value);
};

interface RunOptions {
  readonly chosen: (name: string) => boolean;
  readonly passUnknown: boolean;
  /** What is to be said beside the results. */
  readonly notices: string[];
}

function resultOf(file: TestFile, { chosen, passUnknown, notices }: RunOptions): FileResult {
  const rules = file.ruleFiles.flatMap((pattern) => {
    const paths = pathsOf(pattern, file.file);
    if (paths.length === 0)
      notices.push(`${printable(`${file.file}: no file matches ${pattern} of rule_files: its rules are not played`)}\n`);
    return paths.map((path) => ruleFileAt(path, passUnknown));
  });
  const problems = rules.flatMap((each) => each.problems);
  const order = (name: string) => Math.max(0, file.groupOrder.indexOf(name));
  const groups = rules.flatMap((each) => each.groups).sort((a, b) => order(a.name) - order(b.name));
  return {
    file: file.file,
    tests: file.tests.filter(({ name }) => chosen(name)).map((group) => testResult(group, file, groups, problems)),
  };
}

function ruleFileAt(path: string, passUnknown: boolean): ReadRuleFile {
  const content = contentOf(path);
  return content instanceof Uint8Array ? readRuleFile({ file: path, text: content }, passUnknown) : { groups: [], problems: [content] };
}

function testResult(group: TestGroup, file: TestFile, groups: readonly PlayableGroup[], problems: readonly InputProblem[]): TestResult {
  const { name, line, column } = group;
  if (problems.length > 0) {
    const failures = problems.map(({ file: at, line: own, message }) => ({
      line,
      column,
      message: `${own === undefined ? at : `${at}:${own}`}: ${message}`,
      details: [],
    }));
    return { name, line, column, status: 'failed', failures };
  }
  return { name, line, column, ...runGroup(group, { groups, interval: file.interval, isFuzzy: file.isFuzzy }) };
}
