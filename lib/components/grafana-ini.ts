import type { Mount } from '../manifests/pod';
import type { SecretKey } from '../model/secret-key';
import type { GrafanaProps, IniValue } from './grafana-options';

const secretsPath = '/etc/grafana/secrets';
const iniPath = '/etc/grafana/settings';
export const iniFile = 'grafana.ini';

type Ini = Readonly<Record<string, Readonly<Record<string, IniValue>>>>;

/** A text that Grafana replaces by what is in a file (Grafana documentation, "Variable expansion"). */
export const secretFile = ({ name, key }: SecretKey): string => `$__file{${secretsPath}/${name}/${key}}`;

/** The path of users below which Grafana answers: nothing, or `/grafana`. */
export const subPath = ({ externalUrl }: GrafanaProps): string =>
  externalUrl === undefined ? '' : new URL(externalUrl).pathname.replace(/\/$/, '');

/** What the options say in grafana.ini; `home` is the path of the dashboard that is shown first. */
export function iniOf(props: GrafanaProps, home: string | undefined): Ini {
  const { externalUrl, signIn = [], plugins = [], logLevel, ini = {} } = props;
  return withSections([
    externalUrl === undefined
      ? {}
      : { server: { root_url: `${externalUrl.replace(/\/$/, '')}/`, ...(subPath(props) !== '' && { serve_from_sub_path: true }) } },
    home === undefined ? {} : { dashboards: { default_home_dashboard_path: home } },
    logLevel === undefined ? {} : { log: { level: logLevel } },
    plugins.length === 0
      ? {}
      : { plugins: { preinstall_disabled: false, preinstall: '', preinstall_sync: plugins.join(','), preinstall_auto_update: false } },
    ...signIn.map(({ section, settings, file }) => ({
      [section]: { ...settings, ...(file && { [file.setting]: `${secretsPath}/${file.secret.name}/${file.secret.key}` }) },
    })),
    ini,
  ]);
}

function withSections(parts: readonly Ini[]): Ini {
  const all: Record<string, Readonly<Record<string, IniValue>>> = {};
  for (const part of parts) {
    for (const [section, settings] of Object.entries(part)) all[section] = { ...all[section], ...settings };
  }
  return all;
}

export const iniText = (ini: Ini): string =>
  Object.keys(ini)
    .sort()
    .map((section) => {
      const settings = Object.entries(ini[section]!).map(([key, value]) => `${key} = ${written(value)}\n`);
      return `[${section}]\n${settings.join('')}`;
    })
    .join('\n');

/** A value with what would end it in quotes (go-ini: `#` and `;` begin a comment). */
function written(value: IniValue): string {
  if (typeof value === 'object') return secretFile(value);
  const text = String(value);
  return /[#;`"]|^\s|\s$/.test(text) ? `"""${text}"""` : text;
}

/** What Vigie says with variables, which win over grafana.ini, but for what the options say there. */
export function withoutSaid<E extends { readonly name: string }>(env: readonly E[], ini: Ini): readonly E[] {
  const said = new Set(Object.entries(ini).flatMap(([section, settings]) => Object.keys(settings).map((key) => variableOf(section, key))));
  return env.filter(({ name }) => !said.has(name));
}

const variableOf = (section: string, key: string): string => `GF_${section}_${key}`.toUpperCase().replace(/[^A-Z0-9]/g, '_');

/** All Secrets that the options name, but for the administrator's password. */
const secretsOf = ({ signIn = [], datasources = [], ini = {} }: GrafanaProps): readonly string[] => {
  const values = [...Object.values(ini), ...signIn.map(({ settings }) => settings)].flatMap((settings) => Object.values(settings));
  const references = [
    ...values.filter((value): value is SecretKey => typeof value === 'object'),
    ...signIn.flatMap(({ file }) => file?.secret ?? []),
    ...datasources.flatMap(({ basicAuth, secureJsonData = {} }) => [
      ...(basicAuth ? [basicAuth.password] : []),
      ...Object.values(secureJsonData),
    ]),
  ];
  return [...new Set(references.map(({ name }) => name))].sort();
};

export const secretMounts = (props: GrafanaProps): readonly Mount[] =>
  secretsOf(props).map((name) => ({
    name: `secret-${name}`.slice(0, 63),
    path: `${secretsPath}/${name}`,
    source: { secret: { secretName: name } },
  }));

export const iniMount: Mount = {
  name: 'settings',
  path: iniPath,
  source: { configMap: { name: 'grafana-config', items: [{ key: iniFile, path: iniFile }] } },
};

/** Where Grafana looks for its grafana.ini. */
export const iniEnv = { name: 'GF_PATHS_CONFIG', value: `${iniPath}/${iniFile}` };
