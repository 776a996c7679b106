import { isAssertionFile } from '../../input/assertions';
import { inWords } from '../../text/list';
import type { InputProblem } from '../../yaml/problem';
import type { InputSource } from '../../yaml/text';

/** What a folder holds besides YAML for Kubernetes and Prometheus: templates of charts, JSON with comments, files of other programs. */
export function skippedFiles(
  problems: readonly InputProblem[],
  sources: readonly InputSource[],
  paths: readonly string[],
): readonly string[] {
  const texts = new Map(sources.map(({ file, text }) => [file, text]));
  const skipped = new Set(
    problems.filter(({ file }) => !paths.includes(file) && (isAssertionFile(file) || !matters(texts.get(file)))).map(({ file }) => file),
  );
  return [...skipped];
}

/** A broken file that was meant for Kubernetes or Prometheus must not be skipped. */
function matters(source: InputSource['text'] | undefined): boolean {
  const text = source === undefined || typeof source === 'string' ? source : Buffer.from(source).toString('utf8');
  return text === undefined || ((looksLikeOurs.test(text) || startsAsDashboard.test(text)) && !isTemplate(text));
}

const looksLikeOurs = /^[ \t]*"?(?:apiVersion|groups|route|receivers|scrape_configs|rule_files|panels|rows)"?\s*:/m;
/** A dashboard, perhaps on one line. */
const startsAsDashboard = /^\s*\{[^]*[{,]\s*"panels"\s*:\s*\[/;
/** What only Helm has: alerts and notifications have templates too. */
const isHelm = /\.Values\b|\.Release\b|\.Chart\b|\.Capabilities\b|\.Files\b|\binclude "|\btoYaml\b|\btpl\b/;
/** Of an alert or a notification, which belong into quotes. */
const isOfAlert =
  /\$labels\b|\$value\b|\$externalLabels\b|\$externalURL\b|\bhumanize|\bquery "|\.(?:Labels|Annotations|Alerts|CommonLabels|CommonAnnotations|GroupLabels|Status|Receiver|ExternalURL|StartsAt|Value)\b|\btemplate "/;

/** Whether other programs make the file of this text: Helm, or one whose templates are not those of alerts. */
function isTemplate(text: string): boolean {
  if (/\{%[-\s]/.test(text) || /@[A-Z][A-Z0-9_]+@/.test(text)) return true;
  let isOther = false;
  for (let start = text.indexOf('{{'); start !== -1; ) {
    const close = text.indexOf('}', start);
    const end = close === -1 ? text.length : close;
    const action = text.slice(start, end);
    if (isHelm.test(action)) return true;
    if (isOfAlert.test(action)) return false;
    isOther = true;
    start = text.indexOf('{{', end);
  }
  return isOther;
}

export const skippedFilesText = (files: readonly string[]): string =>
  files.length === 0 ? '' : `skipped, not YAML (templates are checked once they are rendered): ${inWords(files)}\n`;
