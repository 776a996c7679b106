import { isMapping } from '../../yaml/value';
import type { RuleGroup } from '../rule-group';
import { fields, required } from './fields';
import { anything, characters, filledListOf, labels, right, satisfying, wholeNumber } from './kinds';
import { inside, isNo, type Kind, type OptionProblem } from './problem';
import { alertKind, recordingKind } from './rule';
import { duration, positiveDuration } from './units';

const rule: Kind = (value, at) => {
  if (!isMapping(value)) return isNo(at, value, 'rule', 'Write alert(...) or recording(...).');
  // One of a file is judged there.
  if (value.source !== undefined) return right;
  return value.kind === 'recording' ? recordingKind(value, at) : alertKind(value, at);
};

const declaredGroup = satisfying<RuleGroup>(
  fields<RuleGroup>(
    'a group of rules',
    {
      name: required(characters),
      interval: positiveDuration,
      limit: wholeNumber(0),
      queryOffset: duration,
      labels,
      rules: required(filledListOf(rule)),
      source: anything,
      problems: anything,
    },
    "ruleGroup('name', { rules }), or rulesFrom('alerts.yaml')",
  ),
  ({ name }, at) => (name === '' ? isNo(inside(at, 'name'), name, 'name', 'Write a name in quotes.') : []),
);

/** A group that is declared; that of a file is judged as the file, by the checks. */
export const ruleGroupKind: Kind = (value, at) => {
  if (!isMapping(value)) return declaredGroup(value, at);
  const { problems, source } = value as { readonly problems?: readonly OptionProblem[]; readonly source?: unknown };
  if (problems !== undefined) return problems;
  return source === undefined ? declaredGroup(value, at) : [];
};
