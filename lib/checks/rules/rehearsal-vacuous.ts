import { foundAt } from '../../analysis/found';
import { type PlayedSeries, rowsOver } from '../../analysis/play/play-groups';
import { rehearsedAlerts } from '../../analysis/play/rehearsed';
import { withoutThresholds } from '../../analysis/play/thresholds';
import { whyEmpty } from '../../analysis/play/why-empty';
import type { Expr } from '../../promql/ast';
import { print } from '../../promql/print';
import { check } from '../check';

export const rehearsalVacuous = check('rehearsal-vacuous', {
  finds: 'a rehearsal in which an alert stays quiet whatever its threshold is',
  severity: 'warning',
  *run(input) {
    for (const { rule, played: alert } of rehearsedAlerts(input)) {
      const measured = alert.subject.query.expr && withoutThresholds(alert.subject.query.expr);
      if (measured === undefined) continue;
      for (const played of alert.rehearsals) {
        if (played.kind !== 'played' || !played.outcome.holds || played.rehearsal.fires.length > 0) continue;
        const { stage, storage } = played.outcome.played;
        if (!isEmptyThroughout(measured, played.outcome.played)) continue;
        yield foundAt(rule.place, {
          message: `alert ${rule.name}: ${played.title} stays quiet whatever the threshold is: ${whyEmpty(measured, stage.end, storage)}`,
          hint: 'give it a history in which the expression has a value that is not beyond the threshold',
        });
      }
    }
  },
});

function isEmptyThroughout(expr: Expr, series: PlayedSeries): boolean {
  const rows = rowsOver({ text: print(expr), expr, diagnostics: [] }, series);
  return !('code' in rows) && rows.every(({ present }) => !present.includes(1));
}
