import { isMapping } from '../../../yaml/value';
import type { Dashboard } from '../../dashboard';
import { fields, required } from '../fields';
import { anything, characters, filledListOf, listOf, right, satisfying } from '../kinds';
import { inside, isNo, type Kind, type OptionProblem, problem } from '../problem';
import { promqlText } from '../query';
import { alertKind } from '../rule';
import { positiveDuration } from '../units';
import { raw } from './panel';
import { panels } from './panels';
import { color, link } from './style';
import { variable } from './variable';

/** All ways to say which times are marked; an annotation says one of them. */
interface AnyAnnotation {
  readonly name: string;
  readonly color?: string;
  readonly alerts?: unknown;
  readonly expr?: unknown;
  readonly title?: string;
  readonly text?: string;
  readonly raw?: unknown;
}

const annotation = satisfying<AnyAnnotation>(
  fields<AnyAnnotation>('an annotation', {
    name: required(characters),
    color,
    alerts: filledListOf(alertKind),
    expr: promqlText,
    title: characters,
    text: characters,
    raw,
  }),
  ({ alerts, expr, raw: json }, at) =>
    [alerts, expr, json].filter((one) => one !== undefined).length === 1
      ? right
      : [problem(at, 'an annotation says one of alerts, expr and raw', 'Write one of them.')],
);

/** A name of a folder: Grafana makes no folder of a path. */
const folder: Kind = (value, at) =>
  value === '' ? isNo(at, value, 'name of a folder', 'Write a name, or leave it out.') : characters(value, at);

const refresh: Kind = (value, at) => (value === 'off' ? right : positiveDuration(value, at));

const options = fields<Dashboard>(
  'a dashboard',
  {
    uid: required(characters),
    title: required(characters),
    description: characters,
    tags: listOf(characters),
    folder,
    variables: listOf(variable),
    panels: required(panels),
    links: listOf(link),
    annotations: listOf(annotation),
    range: positiveDuration,
    refresh,
    timezone: characters,
    raw,
    source: anything,
    problems: anything,
  },
  "dashboard('uid', { title, panels })",
);

export const dashboardKind: Kind = (value, at) => {
  if (!isMapping(value) || typeof value.uid !== 'string') return isNo(at, value, 'dashboard', "Write dashboard('uid', { title, panels }).");
  const { problems, source } = value as { readonly problems?: readonly OptionProblem[]; readonly source?: unknown };
  if (problems !== undefined) return problems;
  // What stands in a file is judged there, by the checks.
  return source === undefined ? options(value, at) : value.folder === undefined ? right : folder(value.folder, inside(at, 'folder'));
};
