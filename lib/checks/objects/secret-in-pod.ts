import type { ObjectInput } from '../../analysis/check-input';
import { foundIn } from '../../analysis/found';
import { type Container, containersIn, groupOf, podOf } from '../../analysis/pods';
import { listAt, mappingsAt, textAt, valueAt } from '../../kubernetes/access';
import type { Path } from '../../yaml/value';
import { check } from '../check';

export const secretInPod = check('secret-in-pod', {
  finds: 'a password, a token or a key in plain text in a variable or an argument of a container',
  severity: 'warning',
  *run({ objects }) {
    for (const judged of objects) {
      for (const container of containersWith(judged)) {
        for (const { what, hint, where } of secretsOf(container)) {
          yield foundIn(judged, {
            message:
              `${container.title}: ${what} holds a secret in plain text, ` +
              'which everybody reads who may read the object or its repository',
            hint,
            at: where,
          });
        }
      }
    }
  },
});

/** The containers of a workload, and those that a resource of prometheus-operator adds. */
function containersWith(judged: ObjectInput): readonly Container[] {
  const pod = podOf(judged);
  if (pod === undefined && groupOf(judged.object) !== 'monitoring.coreos.com') return [];
  const path = pod?.at ?? ['spec'];
  return containersIn(valueAt(judged.object, ...path), path);
}

interface Secret {
  readonly what: string;
  readonly hint: string;
  readonly where: Path;
}

const asVariable = 'take the value from a Secret: valueFrom.secretKeyRef';
const asArgument = 'name a file that a Secret is mounted to, or take it from a variable with valueFrom.secretKeyRef as $(NAME)';

function* secretsOf({ json, at: where }: Container): Iterable<Secret> {
  for (const [variable, index] of mappingsAt(json, 'env')) {
    const [name = '', value = ''] = [textAt(variable, 'name'), textAt(variable, 'value')];
    if (!(namesSecret(name) && isLiteral(value)) && !hasPassword(value)) continue;
    yield { what: `the variable ${name}`, hint: asVariable, where: [...where, 'env', index, 'value'] };
  }
  // What a shell fills in is not written there.
  const runsShell = ['command', 'args'].some((field) =>
    listAt(json, field).some((word) => /^(?:\S*\/)?(?:ba|da|a|z|k)?sh$/.test(String(word))),
  );
  const withoutVariables = (word: string) => (runsShell ? word.replace(/\$(?=[A-Za-z_])/g, '$(') : word);
  for (const field of ['command', 'args']) {
    const words = listAt(json, field);
    for (const [index, word] of words.entries()) {
      if (typeof word !== 'string') continue;
      const [, flag, value] = /^--?([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
      const next = words[index + 1];
      const given = value ?? (typeof next === 'string' && !next.startsWith('-') ? next : '');
      const told = flag !== undefined && namesSecret(flag) && isLiteral(given);
      if (!told && !hasPassword(withoutVariables(word))) continue;
      yield { what: told ? `the argument --${flag}` : 'a URL in an argument', hint: asArgument, where: [...where, field, index] };
    }
  }
}

const secretWords: ReadonlySet<string> = new Set(['PASSWORD', 'PASSWD', 'PASSPHRASE', 'PASS', 'TOKEN', 'APIKEY']);
/** The last two words of a name; a word alone may be the name of a Secret (`TLS_SECRET`) or of a key. */
const secretPairs = new RegExp(
  [
    /^(?:API|ACCESS|SECRET|PRIVATE|ENCRYPTION|SIGNING|MASTER)_KEY$/,
    /^(?:CLIENT|JWT|APP|SESSION|COOKIE|SHARED|OAUTH|WEBHOOK|API|AUTH)_SECRET$/,
    /^(?:DB|DATABASE|ROOT|ADMIN|USER|SMTP|REDIS|MYSQL|POSTGRES)_PWD$/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/** Whether a variable or a flag is called after a secret that it holds: `GF_SECURITY_ADMIN_PASSWORD`, `clientSecret`, `api-key`. */
function namesSecret(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .split(/[^A-Z0-9]+/);
  const last = words[words.length - 1] ?? '';
  return secretWords.has(last) || secretPairs.test(words.slice(-2).join('_'));
}

/** False for what is no secret itself: nothing, a switch, a number, the path of a file, or a reference that another program resolves. */
function isLiteral(value: string): boolean {
  if (value === '' || /^(?:true|false|yes|no|on|off|null|none|\d+)$/i.test(value)) return false;
  return !/\$[({]|\{\{|^[<*]|^\.{0,2}\/|^(?:file|vault|op|arn|aws|gcp|azure|sm|ref\+\w+|>>vault):|^projects\//.test(value);
}

/** More characters than a user and a password have together. */
const longestCredentials = 4096;

/** A URL with a user and a password: `postgres://user:password@host`. */
function hasPassword(value: string): boolean {
  for (let at = value.indexOf('://'); at !== -1; at = value.indexOf('://', at + 3)) {
    if (!/[a-z0-9+.-]/i.test(value[at - 1] ?? '')) continue;
    const [, password] = /^[^\s/:@]*:([^\s/@]+)@/.exec(value.slice(at + 3, at + 3 + longestCredentials)) ?? [];
    if (password !== undefined && isLiteral(password)) return true;
  }
  return false;
}
