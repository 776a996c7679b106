import { templateFunctions, templateVariables } from './functions';
import { parseTemplate } from './parse';
import type { Template, TemplateProblem } from './syntax';

const names = { functions: templateFunctions, variables: templateVariables };

/** Reads the template of an alert's annotation or label: the tree, or why Prometheus refuses the rule file for it. */
export function parseAlertTemplate(text: string): Template | TemplateProblem {
  return parseTemplate(text, names);
}
