import type { Finding, FindingSeverity } from '../../model/finding';
import { printable, printableLines } from '../../text/printable';

/** `file:line:column: severity: message [check]`, the expression with its caret, and what to do. */
function text(findings: readonly Finding[]): string {
  return findings
    .map(({ file, line, column, severity, message, check, excerpt, hint, also }) =>
      [
        `${printable(`${[file, line, column].filter((part) => part !== undefined).join(':')}: ${severity}: ${message}`)} [${check}]`,
        ...(excerpt ? printableLines(excerpt).map((row) => `    ${row}`) : []),
        ...(hint ? [`  ${printable(hint)}`] : []),
        ...(also ? [`  also at ${also.map((place) => `${place.line}:${place.column}`).join(', ')}`] : []),
        '',
      ].join('\n'),
    )
    .join('');
}

const levels: Readonly<Record<FindingSeverity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0, which code hosts show beside the lines of a change. */
function sarif(findings: readonly Finding[]): string {
  const log = {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: { driver: { name: 'vigie', rules: [...new Set(findings.map(({ check }) => check))].sort().map((id) => ({ id })) } },
        results: findings.map(({ check, severity, message, hint, file, line, column, also }) => ({
          ruleId: check,
          level: levels[severity],
          message: { text: plain(hint ? `${message}. ${hint}` : message) },
          ...(file && { locations: [locationOf({ file, line, column })] }),
          ...(also && { relatedLocations: also.map((place) => ({ ...locationOf(place), message: { text: plain(place.message) } })) }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** A text without links: `[text](target)` is one in SARIF (2.1.0, section 3.11.6). */
const plain = (text: string): string => text.replace(/[[\]\\]/g, '\\$&');

const locationOf = ({ file = '', line, column }: Pick<Finding, 'file' | 'line' | 'column'>) => ({
  physicalLocation: {
    artifactLocation: { uri: file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/') },
    ...(line && { region: { startLine: line, startColumn: column } }),
  },
});

export const formats = { text, json: (findings: readonly Finding[]) => `${JSON.stringify(findings, null, 2)}\n`, sarif } as const;
export type Format = keyof typeof formats;
