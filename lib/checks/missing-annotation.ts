import type { Check } from './check';
import { advice, findingAt } from './model';

/** An alert that does not say how fast somebody must act, what is wrong, or what to do about it. */
export const missingAnnotation: Check = {
  name: 'missing-annotation',
  *judge(model) {
    for (const { kind, name, labels, annotations, place } of model.rules) {
      if (kind !== 'alert') continue;
      const has = (...names: readonly string[]) => names.some((each) => (annotations[each] ?? '') !== '');
      const missing = [
        ...(labels.severity ? [] : ['label severity']),
        // Older rules say it in `message`; a long description says it too.
        ...(has('summary', 'message', 'title', 'description') ? [] : ['annotation summary']),
        // Of an alert that is declared here the link is added where it is written.
        ...(has('runbook_url', 'runbook') || model.foreign !== true ? [] : ['annotation runbook_url']),
      ];
      if (missing.length === 0) continue;
      yield findingAt(place, this.name, advice(model), {
        message: `alert ${name} has no ${missing.join(', no ')}`,
        hint: 'who is woken needs to know how urgent it is (severity), what is wrong (summary) and what to do (runbook_url)',
      });
    }
  },
};
