import { type FunctionSignature, goFunctions, takes, takesMany } from '../functions';
import { any, type GoType, value } from '../values';
import { composite, plainTexts } from './data';

const text = takes(['string'], 'string');
const anything: GoType = { is: 'list', title: 'a list', element: any };

/** The functions of Alertmanager 0.34 (template/template.go, `DefaultFuncs`), and Go's. */
export const notificationFunctions: ReadonlyMap<string, FunctionSignature> = new Map(
  Object.entries({
    ...goFunctions,
    toUpper: text,
    toLower: text,
    title: text,
    trimSpace: text,
    join: takes(['string', 'texts'], 'string'),
    match: takes(['string', 'string'], 'bool'),
    safeHtml: takes(['string'], 'html'),
    safeUrl: takes(['string'], 'html'),
    urlUnescape: text,
    reReplaceAll: takes(['string', 'string', 'string'], 'string'),
    stringSlice: { ...takesMany(['string'], 'composite'), gives: composite(plainTexts) },
    routeLabels: text,
    date: takes(['string', 'time'], 'string'),
    tz: takes(['string', 'time'], 'time'),
    now: takes([], 'time'),
    since: takes(['time'], 'duration'),
    humanizeDuration: takes(['amount'], 'string'),
    toDate: takes(['string', 'string'], 'time'),
    mustToDate: takes(['string', 'string'], 'time'),
    toJson: takes(['any'], 'string'),
    base64encode: text,
    base64decode: text,
    list: { ...takesMany(['any'], 'composite'), gives: composite(anything) },
    append: { ...takesMany(['list', 'any'], 'composite'), gives: composite(anything) },
    dict: { ...takesMany(['any'], 'composite'), gives: value('map') },
  } satisfies Readonly<Record<string, FunctionSignature>>),
);

/** Functions that Mimir's and Grafana's Alertmanager have besides: a template with one of them is not for Alertmanager itself. */
export const foreignFunctions: readonly string[] = ['tenantID', 'queryFromGeneratorURL', 'grafanaExploreURL', 'grafanaURL'];
