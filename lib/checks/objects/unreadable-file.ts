import { foundAt } from '../../analysis/found';
import { check } from '../check';

export const unreadableFile = check('unreadable-file', {
  finds: 'a file, or a part of one, that cannot be read, so that nothing in it was judged',
  severity: 'error',
  *run({ unreadable = [] }) {
    for (const { message, hint, place } of unreadable) yield foundAt(place, { message, hint });
  },
});
