import { inWords } from '../../text/list';
import type { InputFault } from '../../yaml/fault';
import type { InputSource } from '../../yaml/text';

/** What a folder holds besides YAML for Kubernetes and Prometheus: templates of charts, JSON with comments, files of other programs. */
export function passedOver(faults: readonly InputFault[], sources: readonly InputSource[], paths: readonly string[]): readonly string[] {
  const texts = new Map(sources.map(({ file, text }) => [file, text]));
  const over = new Set(faults.filter(({ file }) => !paths.includes(file) && !matters(texts.get(file))).map(({ file }) => file));
  return [...over];
}

/** A file that was meant to be one of ours, and is broken, must not be passed over. */
function matters(source: InputSource['text'] | undefined): boolean {
  const text = source === undefined || typeof source === 'string' ? source : Buffer.from(source).toString('utf8');
  return text === undefined || (looksLikeOurs.test(text) && !isTemplate(text));
}

const looksLikeOurs = /^[ \t]*"?(?:apiVersion|groups|route|receivers|scrape_configs|rule_files|panels|rows)"?\s*:/m;
/** What only Helm has: alerts and notifications have templates too. */
const isHelm = /\.Values\b|\.Release\b|\.Chart\b|\.Capabilities\b|\.Files\b|\binclude "|\btoYaml\b|\btpl\b/;

function isTemplate(text: string): boolean {
  for (let start = text.indexOf('{{'); start !== -1; ) {
    const close = text.indexOf('}', start);
    const end = close === -1 ? text.length : close;
    if (isHelm.test(text.slice(start, end))) return true;
    start = text.indexOf('{{', end);
  }
  return false;
}

export const toldPassedOver = (files: readonly string[]): string =>
  files.length === 0 ? '' : `passed over, as they are no YAML (templates are checked once they are rendered): ${inWords(files)}\n`;
