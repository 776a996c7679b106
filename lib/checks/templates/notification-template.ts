import type { NotificationInput, TemplateText } from '../../analysis/check-input';
import { type Found, foundAt } from '../../analysis/found';
import { parsedFile, type ReadNotification, readNotifications } from '../../analysis/notification-templates';
import { writtenAt } from '../../analysis/routing-origins';
import { isForAnother } from '../../gotemplate/notifications/notifications';
import type { TemplateProblem } from '../../gotemplate/syntax';
import { explain } from '../../promql/diagnostics';
import { pathOf } from '../../yaml/value';
import { check } from '../check';

export const notificationTemplate = check('notification-template', {
  finds: 'a template of a receiver that Alertmanager cannot expand, so that nobody is told',
  severity: 'error',
  kinds: { useless: 'warning' },
  *run({ notifications = [] }) {
    for (const file of new Set(notifications.flatMap(({ templates }) => templates))) yield* refusedFile(file);
    for (const input of notifications) {
      for (const template of readNotifications(input)) {
        if (template.refused !== undefined) yield about(input, template, 'failing', template.refused);
        for (const fault of template.notes.problems) yield about(input, template, 'failing', fault);
        for (const fault of template.notes.unusualOutput) yield about(input, template, 'useless', fault);
      }
    }
  },
});

function* refusedFile(file: TemplateText): Iterable<Found<'useless'>> {
  const parsed = parsedFile(file);
  if ('nodes' in parsed || isForAnother(file.text)) return;
  yield foundAt(file.place, {
    message: `the templates of ${file.name}: ${parsed.message}`,
    hint: parsed.hint ?? 'correct it: Alertmanager refuses its configuration for it, and keeps the old one',
    span: parsed.span,
    excerpt: explain(file.text, parsed),
  });
}

/** What to do where the fault itself says it. */
const remedies = {
  failing: 'correct it: Alertmanager takes the file, and every notification of this receiver fails',
  useless: 'correct it, or print something else',
} as const;

function about(
  input: NotificationInput,
  { path: generated, text }: ReadNotification,
  kind: keyof typeof remedies,
  { message, hint = remedies[kind], span }: Omit<TemplateProblem, 'code'>,
): Found<'useless'> {
  const { place, path } = writtenAt(input, generated);
  return foundAt<'useless'>(place, {
    ...(kind === 'useless' && { kind }),
    message: `${path}: ${message}`,
    hint,
    span,
    at: pathOf(path),
    excerpt: explain(text, { span }),
  });
}
