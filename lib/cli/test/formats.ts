import { count } from '../../text/list';
import { printable } from '../../text/printable';
import type { GroupResult } from './run-group';

export interface TestResult extends GroupResult {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

export interface FileResult {
  readonly file: string;
  readonly tests: readonly TestResult[];
}

const words = { passed: 'passed', failed: 'failed', 'not-judged': 'not judged' } as const;

/** What does not hold, at its line, with what is expected and what is. */
function text(files: readonly FileResult[]): string {
  const lines = files.flatMap(({ file, tests }) => [
    ...tests.flatMap(({ name, status, failures }) =>
      failures.flatMap(({ line, column, message, details }) => [
        printable(`${file}:${line}:${column}: ${words[status]}: test ${name}: ${message}`),
        ...details.map((detail) => `    ${printable(detail)}`),
      ]),
    ),
    printable(`${file}: ${inFile(tests)}`),
  ]);
  return `${lines.join('\n')}\n`;
}

const number = (tests: readonly TestResult[], status: TestResult['status']): number =>
  tests.filter((test) => test.status === status).length;

function inFile(tests: readonly TestResult[]): string {
  const parts = (['passed', 'failed', 'not-judged'] as const).flatMap((status) => {
    const found = number(tests, status);
    return found === 0 ? [] : [`${found} ${words[status]}`];
  });
  return parts.length === 0 ? 'no tests' : parts.join(', ');
}

export function testSummary(files: readonly FileResult[]): string {
  const tests = files.flatMap((file) => file.tests);
  return `${inFile(tests)} in ${count(files.length, 'file')}\n`;
}

const json = (files: readonly FileResult[]): string => `${JSON.stringify(files, null, 2)}\n`;

const escaped = (value: string): string => printable(value, 10_000).replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** JUnit's XML, which build servers show. */
function junit(files: readonly FileResult[]): string {
  const suites = files.map(({ file, tests }) => {
    const cases = tests.map(({ name, status, failures }) => {
      const told = failures.map(({ line, column, message, details }) => {
        const body = details.map(escaped).join('\n');
        const tag = status === 'failed' ? 'failure' : 'skipped';
        return `      <${tag} message="${escaped(`${line}:${column}: ${message}`)}">${body}</${tag}>\n`;
      });
      return `    <testcase name="${escaped(name)}" classname="${escaped(file)}">\n${told.join('')}    </testcase>\n`;
    });
    const figures = `tests="${tests.length}" failures="${number(tests, 'failed')}" skipped="${number(tests, 'not-judged')}"`;
    return `  <testsuite name="${escaped(file)}" ${figures}>\n${cases.join('')}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
}

export const testFormats = { text, json, junit } as const;
export type TestFormat = keyof typeof testFormats;
