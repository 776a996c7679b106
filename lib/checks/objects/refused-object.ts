import { findingAt } from '../../analysis/check-input';
import { pathText } from '../../yaml/value';
import type { Check } from '../check';

/** An object of prometheus-operator that the API server refuses: a misspelt field, a value of another type, a choice that there is not. */
export const refusedObject: Check = {
  name: 'refused-object',
  *judge({ refusals = [] }) {
    for (const { path, message, hint, place } of refusals) {
      yield findingAt(place, this.name, 'error', {
        message: `${place.object ?? 'the object'}, ${pathText(path)}: ${message}`,
        hint: `${hint.slice(0, 1).toLowerCase()}${hint.slice(1).replace(/\.$/, '')}`,
        at: path,
      });
    }
  },
};
