import type { grafanaAlerts } from '../catalog/grafana/alerts';
import type { Logging, ProgramOptions } from '../manifests/program-options';
import type { Served } from '../manifests/service-settings';
import type { Storage } from '../manifests/storage';
import type { Dashboard } from '../model/dashboard';
import type { Tuning } from '../model/rule';
import type { SecretKey } from '../model/secret-key';
import type { Url } from '../model/url';
import type { JsonObject } from '../text/json';
import type { SignIn } from './grafana-sign-in';

export type GrafanaAlert = (typeof grafanaAlerts)[number];

export interface GrafanaProps extends ProgramOptions, Logging, Served {
  /**
   * The administrator's first password.
   * @default - made inside the pod at its first start and kept on its volume, in `admin-password`
   */
  readonly admin?: SecretKey;
  /** @default - volume('1Gi') */
  readonly storage?: Storage;
  /** Where users reach it: links and sign-ins begin with it. Its path is what Grafana answers below. @default - port-forward alone */
  readonly externalUrl?: Url;
  /** Ways to sign in beside the administrator's. @default - none */
  readonly signIn?: readonly SignIn[];
  /** Plug-ins by their id, with `@version` or the newest: they are loaded from grafana.com before it starts. @default - those of its image */
  readonly plugins?: readonly string[];
  /** Datasources beside Prometheus. @default - none */
  readonly datasources?: readonly Datasource[];
  /** What is shown first. It is written with the dashboards of the stack. @default - Grafana's own page */
  readonly home?: Dashboard;
  /** grafana.ini, by section and key. What it says wins over what Vigie says; a secret is a reference. @default - nothing */
  readonly ini?: Readonly<Record<string, Readonly<Record<string, IniValue>>>>;
  /** What of its alerts is other; it has them where somebody is told of alerts. @default - as they are */
  readonly tune?: Tuning<GrafanaAlert>;
}

/** A value of grafana.ini. */
export type IniValue = string | number | boolean | SecretKey;

/** A datasource of Grafana, as its provisioning has it. */
export interface Datasource {
  readonly name: string;
  /** Its plug-in: `loki`, `tempo`, `postgres` ... */
  readonly type: string;
  readonly url: Url | `${string}:${number}`;
  /** How panels name it. @default - its name */
  readonly uid?: string;
  readonly basicAuth?: { readonly username: string; readonly password: SecretKey };
  readonly jsonData?: JsonObject;
  readonly secureJsonData?: Readonly<Record<string, SecretKey>>;
}
