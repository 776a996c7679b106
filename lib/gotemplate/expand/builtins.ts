import { equal, equalTwo, less } from './compare';
import { argument, printed, sprint } from './print';
import { sprintf } from './sprintf';
import { beyond, fail, type GoValue, isHtml, isSamples, isTrue, labelMap, nameOfKind } from './values';

export type TemplateFunction = (values: readonly GoValue[]) => GoValue;

const two =
  (f: (a: GoValue, b: GoValue) => GoValue): TemplateFunction =>
  ([a, b]) =>
    f(a, b);

/** The functions that text/template brings itself, but for `and` and `or`, which need not evaluate all of their arguments. */
export const builtins: Readonly<Record<string, TemplateFunction>> = {
  not: ([value]) => !isTrue(value),
  len: ([value]) => lengthOf(value),
  index: ([value, ...keys]) => (value === undefined ? fail('`index` of nil') : keys.reduce(elementAt, value)),
  slice: ([value, ...bounds]) => sliced(value, bounds),
  print: (values) => sprint(values),
  println: (values) => `${values.map(argument).join(' ')}\n`,
  printf: ([format, ...values]) => sprintf(format as string, values),
  eq: equal,
  ne: two((a, b) => !equalTwo(a, b)),
  lt: two(less),
  le: two((a, b) => less(a, b) || equalTwo(a, b)),
  gt: two((a, b) => !(less(a, b) || equalTwo(a, b))),
  ge: two((a, b) => !less(a, b)),
  html: (values) => textOf(values).replace(/[\0"'&<>]/g, (character) => entities[character]!),
  urlquery: (values) => queryEscape(textOf(values)),
  js: (values) => scriptEscape(textOf(values)),
  call: () => fail('nothing of a template can be called'),
};

const entities: Readonly<Record<string, string>> = { '\0': '\ufffd', '"': '&#34;', "'": '&#39;', '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** text/template/funcs.go, `evalArgs`. */
function textOf(values: readonly GoValue[]): string {
  const texts = values.map((value) => (value === undefined || isHtml(value) ? printed(value) : value));
  return texts.length === 1 && typeof texts[0] === 'string' ? texts[0] : sprint(texts, printed);
}

/** net/url, `QueryEscape`. */
export const queryEscape = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

const scriptEntities: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
};

/** text/template/funcs.go, `JSEscapeString`. */
const scriptEscape = (text: string): string =>
  text.replace(
    /[\\'"<>&=\0-\x1f]/g,
    (character) => scriptEntities[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );

function lengthOf(value: GoValue): bigint {
  if (isHtml(value)) return lengthOf(value.text);
  if (typeof value === 'string') return BigInt(Buffer.byteLength(value));
  if (isSamples(value)) return BigInt(value.length);
  if (typeof value === 'object' && value.kind === 'map') return BigInt(value.entries.size);
  return fail(`${nameOfKind(value)} has no length`);
}

function elementAt(value: GoValue, key: GoValue): GoValue {
  if (isHtml(value)) return elementAt(value.text, key);
  if (typeof value === 'object' && !isSamples(value) && value.kind === 'map') {
    if (typeof key !== 'string') return fail(`${nameOfKind(key)} is not a key of a map`);
    return value.entries.get(key) ?? (value.ofStrings ? '' : undefined);
  }
  if (typeof value !== 'string' && !isSamples(value)) return fail(`${nameOfKind(value)} has nothing that \`index\` could find`);
  if (typeof key !== 'bigint') return fail(`${nameOfKind(key)} is not an index`);
  const list = typeof value === 'string' ? Buffer.from(value) : value;
  if (key < 0n || key >= BigInt(list.length)) return fail(`the index ${key} is out of range`);
  const element = list[Number(key)]!;
  return typeof element === 'number' ? BigInt(element) : element;
}

function sliced(value: GoValue, bounds: readonly GoValue[]): GoValue {
  if (isHtml(value)) return { ...value, text: sliced(value.text, bounds) as string };
  if (typeof value !== 'string' && !isSamples(value)) return fail(`${nameOfKind(value)} cannot be sliced`);
  const list = typeof value === 'string' ? Buffer.from(value) : value;
  if (bounds.length > (typeof value === 'string' ? 2 : 3)) return fail('`slice` has too many bounds');
  if (bounds.length === 3) return beyond('a slice with a capacity');
  const [from, to] = [bounds[0] ?? 0n, bounds[1] ?? BigInt(list.length)];
  if (typeof from !== 'bigint' || typeof to !== 'bigint') return fail('a bound of `slice` is not an int');
  if (from < 0n || to > BigInt(list.length) || from > to) return fail(`the bounds ${from} and ${to} of \`slice\` are out of range`);
  const part = list.slice(Number(from), Number(to));
  return Buffer.isBuffer(part) ? part.toString() : (part as typeof value);
}

export const argumentsMap = (values: readonly GoValue[]): GoValue => ({
  ...labelMap({}),
  ofStrings: false,
  entries: new Map(values.map((value, index) => [`arg${index}`, value])),
});
