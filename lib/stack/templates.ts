import type { TemplateText } from '../analysis/check-input';
import { contentOf } from '../input/files/content';
import { templateSources } from '../input/template-files';
import { dataKey } from '../kubernetes/names';
import type { Finding } from '../model/finding';
import { twice } from '../model/shape/kinds';
import { problem } from '../model/shape/problem';
import type { MonitoringStackProps } from './props';

/** The files of templates that a routing names, as they are read at synth. */
export interface ReadTemplates {
  readonly templates: readonly TemplateText[];
  readonly findings: readonly Finding[];
}

/** Reads them; `path` is the construct path of the stack. */
export function readTemplates(path: string, routing: MonitoringStackProps['routing']): ReadTemplates {
  const templates: TemplateText[] = [];
  const problems = (routing?.templates ?? []).flatMap((file, index) => {
    const at = `routing.templates[${index}]`;
    const content = contentOf(file);
    if (!(content instanceof Uint8Array)) {
      return [problem(at, `${file} ${content.message}`, content.hint ?? 'Write a path from the folder in which the app runs.')];
    }
    const [read] = templateSources([{ file, text: content }]);
    const { name, text, place } = read!;
    const refusal = dataKey(name);
    if (refusal !== undefined) return [problem(at, `${name} is no name of a file in a ConfigMap`, `Rename the file: ${refusal}.`)];
    templates.push({ name, text, place: { ...place, path: `${path}/routing` } });
    return [];
  });
  const names = templates.map(({ name }) => name);
  const again = twice(names, 'routing.templates', 'files', 'Rename one of the two: they lie in one folder.');
  return {
    templates,
    findings: [...problems, ...again].map(({ message, hint }) => ({ check: 'wrong-option', severity: 'error', path, message, hint })),
  };
}
