import { foundAt } from '../../analysis/found';
import { pathText } from '../../yaml/value';
import { check } from '../check';

export const refusedObject = check('refused-object', {
  finds: 'an object of prometheus-operator that the API server or the operator refuses',
  severity: 'error',
  kinds: { misplaced: 'warning' },
  *run({ refusals = [] }) {
    for (const { path, message, hint, mayBeNew, place } of refusals) {
      yield foundAt(place, {
        ...(mayBeNew && { kind: 'misplaced' }),
        message: `${place.object ?? 'the object'}, ${pathText(path)}: ${message}`,
        hint,
        at: path,
      });
    }
  },
});
