import { logLevel, programFields, storageKind } from '../manifests/option-kinds';
import { servedFields } from '../manifests/service-kinds';
import { fields, required } from '../model/shape/fields';
import { anything, characters, choiceOf, listOf, mapOf, right, textLike } from '../model/shape/kinds';
import { inside, isNo, type Kind, type OptionProblem, problem } from '../model/shape/problem';
import { secretKeyReference, wholeUrl } from '../model/shape/references';
import { isMapping } from '../yaml/value';
import type { Datasource, GrafanaProps } from './grafana-options';

const iniValue: Kind = (value, at) =>
  ['string', 'number', 'boolean'].includes(typeof value)
    ? right
    : isMapping(value)
      ? secretKeyReference(value, at)
      : isNo(at, value, 'value of grafana.ini', "Write a text, a number, true or false, or secretKey('name', 'key').");

const secretName = /(?:^|_)(?:password|secret|token|secret_key|api_key)$/;

/** A text under the name of a secret; a path and a variable are none. */
const literalIn = (name: string, value: unknown, at: string): readonly OptionProblem[] =>
  typeof value === 'string' && value !== '' && secretName.test(name) && !/^[/$]/.test(value)
    ? [
        problem(
          at,
          'a text is here, and a reference to a Secret belongs here',
          "Put the value into a Secret of the cluster and write secretKey('name', 'key').",
        ),
      ]
    : [];

/** A value with the name of a secret is none: it would stand in a ConfigMap. */
const section: Kind = (value, at) => {
  const problems = mapOf(iniValue)(value, at);
  if (problems.length > 0 || !isMapping(value)) return problems;
  return Object.entries(value).flatMap(([key, inner]) => literalIn(key, inner, inside(at, key)));
};

const signIn: Kind = (value, at) => {
  if (!isMapping(value) || value.kind !== 'sign-in')
    return isNo(at, value, 'way to sign in', 'Write oidc({ ... }), ldap(...) or anonymous({ ... }).');
  const { settings = {}, file } = value as {
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly file?: { readonly secret: unknown };
  };
  const secret = 'client_secret' in settings ? secretKeyReference(settings.client_secret, inside(at, 'clientSecret')) : right;
  const urls = (['auth_url', 'token_url', 'api_url'] as const).flatMap((key) =>
    key in settings ? wholeUrl(settings[key], inside(at, { auth_url: 'authUrl', token_url: 'tokenUrl', api_url: 'userInfoUrl' }[key])) : [],
  );
  const role = 'org_role' in settings ? choiceOf('Viewer')(settings.org_role, inside(at, 'role')) : right;
  return [...secret, ...urls, ...role, ...(file === undefined ? [] : secretKeyReference(file.secret, at))];
};

const datasource = fields<Datasource>('a datasource', {
  name: required(characters),
  type: required(characters),
  url: required(textLike('address', /^(?:https?:\/\/)?[^\s/]+(?::\d+)?/, 'Write a whole URL, or host:port.')),
  uid: characters,
  basicAuth: fields<NonNullable<Datasource['basicAuth']>>('a login', {
    username: required(characters),
    password: required(secretKeyReference),
  }),
  jsonData: anything,
  secureJsonData: mapOf(secretKeyReference),
});

const dashboard: Kind = (value, at) =>
  isMapping(value) && typeof value.uid === 'string' && Array.isArray(value.panels)
    ? right
    : isNo(at, value, 'dashboard', "Write dashboard('uid', { ... }).");

/** The kind of each option of Grafana. */
export const grafanaKind = fields<GrafanaProps>('grafana()', {
  ...programFields,
  ...servedFields,
  logLevel,
  admin: secretKeyReference,
  storage: storageKind,
  externalUrl: wholeUrl,
  signIn: listOf(signIn),
  plugins: listOf(
    textLike('plug-in', /^[a-z0-9][a-z0-9-]*(?:@[\w.+-]+)?$/i, 'Write its id, such as grafana-clock-panel or grafana-clock-panel@2.1.5.'),
  ),
  datasources: listOf(datasource),
  home: dashboard,
  ini: mapOf(section),
  tune: anything,
});
