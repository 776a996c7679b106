import { foundAt } from '../../analysis/found';
import { hasPanels } from '../../analysis/grafana/panels';
import { check } from '../check';

/** Grafana refuses longer ones (pkg/util/shortid_generator.go). */
const longest = 40;

export const dashboardUid = check('dashboard-uid', {
  finds: 'a uid or a title that Grafana refuses, or a dashboard without a uid',
  severity: 'error',
  kinds: { missing: 'info' },
  *run({ dashboards }) {
    for (const { uid, title, json, provisioned, place } of dashboards) {
      const called = title === '' ? `dashboard ${uid || 'without a name'}` : `dashboard ${title}`;
      if (title.trim() === '')
        yield foundAt(place, {
          message: `${called} has no title, and Grafana refuses it`,
          hint: 'give it a title',
          at: ['title'],
        });
      if (uid.length > longest) {
        yield foundAt(place, {
          message: `${called}: its uid has ${uid.length} characters, and Grafana takes at most ${longest}: ${uid}`,
          hint: 'shorten it; links and bookmarks name it',
          at: ['uid'],
        });
      }
      const wrong = /[^a-zA-Z0-9_-]/u.exec(uid)?.[0];
      if (wrong !== undefined) {
        yield foundAt(place, {
          message: `${called}: Grafana refuses \`${wrong}\` in the uid ${uid}`,
          hint: 'use letters, digits, hyphens and underscores',
          at: ['uid'],
        });
      }
      if (uid === '' && provisioned === true && json !== undefined && hasPanels(json)) {
        yield foundAt(place, {
          kind: 'missing',
          message: `${called} has no uid, so that each Grafana with a new database makes up another one, and links to it break`,
          hint: 'give it a uid of at most 40 letters, digits, hyphens and underscores',
        });
      }
    }
  },
});
