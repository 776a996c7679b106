import { regexpFault } from '../../../promql/regexp';
import type { CompileContext } from '../context';
import type { Relabeling } from '../crd/common';
import { each, type FieldProblem, fieldProblem } from './field-problem';
import { isLabelName } from './names';

/** Why Prometheus takes one of these for no relabelling rule (pkg/prometheus/validation/validator.go). */
export function relabelingsProblem(context: CompileContext, relabelings: readonly Relabeling[] | undefined): FieldProblem | undefined {
  return each('', '', relabelings, (relabeling) => fieldProblem('', relabelingProblem(context, relabeling)));
}

// Prometheus' defaults: a field that repeats them counts as absent.
const defaults = { regex: '(.*)', separator: ';', replacement: '$1' };

function relabelingProblem(context: CompileContext, relabeling: Relabeling): string | undefined {
  const { supports } = context;
  const name = relabeling.action || 'replace';
  const action = name.toLowerCase();
  const { targetLabel = '', replacement, regex = '', separator, modulus = 0, sourceLabels = [] } = relabeling;
  const has = (actions: string) => actions.split(' ').includes(action);
  const setsReplacement = replacement !== undefined && replacement !== defaults.replacement;
  const setsOthers = modulus !== 0 || (separator !== undefined && separator !== defaults.separator) || setsReplacement;

  if (has('lowercase uppercase') && !supports('relabel.case')) {
    return `${name} relabel action is only supported from Prometheus version 2.36.0`;
  }
  if (has('keepequal dropequal') && !supports('relabel.equal')) {
    return `${name} relabel action is only supported from Prometheus version 2.41.0`;
  }
  const wrongRegex = anchoredRegexProblem(regex);
  if (wrongRegex) return `invalid regex ${regex} for relabel configuration: ${wrongRegex}`;
  if (action === 'hashmod' && modulus === 0) return 'relabel configuration for hashmod requires non-zero modulus';
  if (has('replace hashmod lowercase uppercase keepequal dropequal')) {
    if (!targetLabel) return `relabel configuration for ${name} action needs targetLabel value`;
    if (!isLabelName(targetLabel, context)) return `"${targetLabel}" is invalid 'target_label' for ${name} action`;
  }
  if (has('lowercase uppercase keepequal dropequal') && setsReplacement) return `'replacement' can not be set for ${name} action`;
  if (action === 'labelmap' && replacement !== undefined && !isLabelTemplate(replacement, context))
    return `"${replacement}" is invalid 'replacement' for ${name} action`;
  if (has('keepequal dropequal') && (setsOthers || (regex !== '' && regex !== defaults.regex)))
    return `${name} action requires only 'source_labels' and \`target_label\`, and no other fields`;
  if (has('labeldrop labelkeep') && (setsOthers || sourceLabels.length > 0 || targetLabel))
    return `${name} action requires only 'regex', and no other fields`;
  return undefined;
}

function isLabelTemplate(text: string, context: CompileContext): boolean {
  return context.supports('utf8_names') ? text !== '' : /^(?:[a-zA-Z_]|\$(?:\{\w+\}|\w))(?:\w|\$(?:\{\w+\}|\w))*$/.test(text);
}

// Literals, alternatives, `.` with or without a repetition, and groups of those: RE2 takes them all.
const plainPart = String.raw`[\w \-:,;=@%~/|<>&!"'#$^]|\.[*+?]?`;
const plainRegex = new RegExp(`^(?:${plainPart}|\\((?:${plainPart})*\\))*$`);

/** Prometheus compiles the expression between `^(?s:` and `)$`. */
function anchoredRegexProblem(regex: string): string | undefined {
  const reason = plainRegex.test(regex) ? undefined : regexpFault(`^(?s:${regex})$`);
  return reason && `error parsing regexp: ${reason.replace('`(?s)', '`')}`;
}
