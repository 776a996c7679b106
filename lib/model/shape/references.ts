import { dataKey, subdomain } from '../../kubernetes/names';
import { isMapping } from '../../yaml/value';
import type { SecretKey } from '../secret-key';
import { fields, required } from './fields';
import { named, right, textLike } from './kinds';
import { isNo, type Kind, problem } from './problem';

const secretFields = fields<SecretKey>('a reference to a Secret', {
  name: required(named('name of a Secret', subdomain)),
  key: required(named('key of a Secret', dataKey)),
});

/** A key of a Secret. A text in its place may be the secret itself, and is never shown. */
export const secretKeyReference: Kind = (value, at) =>
  typeof value === 'string'
    ? [
        problem(
          at,
          'a text is here, and a reference to a Secret belongs here',
          "Put the value into a Secret of the cluster and write secretKey('name', 'key').",
        ),
      ]
    : isMapping(value)
      ? secretFields(value, at)
      : isNo(at, value, 'reference to a Secret', "Write secretKey('name', 'key').");

const httpUrl = textLike('URL', /^https?:\/\/[^\s/]+/, 'Write a whole URL, such as https://example.com/runbooks.');

/** A URL as users write it into a browser. */
export const wholeUrl = textLike('URL', /^https?:\/\/[^\s/]+/, 'Write a whole URL, such as https://prometheus.example.');

/** A URL that paths are put behind. */
export const baseUrl: Kind = (value, at) => {
  const problems = httpUrl(value, at);
  if (problems.length > 0 || typeof value !== 'string') return problems;
  return value.endsWith('/') ? [problem(at, `${JSON.stringify(value)} ends with a slash`, 'Remove the slash: one is added.')] : right;
};

/** A registry with or without a path: what a reference to an image begins with. */
export const registry: Kind = (value, at) => {
  const hint = 'Write the host alone, without https:// and without a slash at the end: registry.example:5000.';
  return textLike('registry', /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?(?::\d+)?(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/i, hint)(value, at);
};

/** A reference to an image, with a tag or a digest or neither. */
export const imageReference: Kind = (value, at) =>
  textLike(
    'reference to an image',
    /^(?![a-z]+:\/\/)[^\s@:/]+(?::\d+\/[^\s@:/]+)?(?:\/[^\s@:/]+)*(?::[\w][\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/,
    'Write it as a pod has it: registry.example/name:tag, without https://.',
  )(value, at);

/** A folder below the output folder. */
export const folderInside: Kind = (value, at) => {
  const hint = 'Write a folder inside of the output folder, such as operator or teams/shop.';
  if (value === '.') return right;
  const isInside =
    typeof value === 'string' &&
    value !== '' &&
    value
      .replace(/\/$/, '')
      .split(/[\\/]/)
      .every((step) => step !== '' && step !== '.' && step !== '..' && !step.includes(':'));
  return isInside ? right : isNo(at, value, 'folder inside of the output folder', hint);
};
