import { foundAt } from '../../analysis/found';
import { inWords } from '../../text/list';
import { check } from '../check';

export const lostDashboard = check('lost-dashboard', {
  finds: 'a dashboard that is declared where no Grafana gets it',
  severity: 'warning',
  *run({ dashboards }) {
    const lost = dashboards.filter(({ isDelivered }) => isDelivered === false);
    if (lost.length === 0) return;
    yield foundAt(lost[0]!.place, {
      message: `no Grafana gets the dashboard${lost.length === 1 ? '' : 's'} ${inWords(lost.map(({ title }) => title))}`,
      hint: 'Install grafana() in this stack, or leave the dashboards out.',
    });
  },
});
