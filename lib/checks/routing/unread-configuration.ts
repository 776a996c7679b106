import type { CheckInput, ObjectInput } from '../../analysis/check-input';
import { type Found, foundIn } from '../../analysis/found';
import { textAt, valueAt } from '../../kubernetes/access';
import { namespaceOf } from '../../kubernetes/object';
import { inWords } from '../../text/list';
import { check } from '../check';

/** The key that prometheus-operator reads (pkg/alertmanager/operator.go); it takes the packed one too. */
const keys = ['alertmanager.yaml', 'alertmanager.yaml.gz'];

export const unreadConfiguration = check('unread-configuration', {
  finds: "a Secret with Alertmanager's configuration that the Alertmanager of prometheus-operator does not read",
  severity: 'error',
  kinds: { elsewhere: 'warning' },
  *run(input) {
    const secrets = input.objects.filter(({ object: { kind } }) => kind === 'Secret');
    const alertmanagers = input.objects.filter(isOperated);
    const read = new Set(alertmanagers.flatMap((one) => secretOf(one, secrets) ?? []));
    for (const alertmanager of alertmanagers) {
      const secret = secretOf(alertmanager, secrets);
      if (secret !== undefined) yield* withoutKey(secret);
      else
        yield* elsewhere(
          alertmanager,
          secrets.filter((one) => !read.has(one) && keysOf(one).some((key) => keys.includes(key))),
        );
    }
  },
});

const isOperated = ({ object }: ObjectInput): boolean =>
  object.kind === 'Alertmanager' &&
  object.apiVersion.startsWith('monitoring.coreos.com/') &&
  valueAt(object, 'spec', 'alertmanagerConfiguration') === undefined;

const nameOf = ({ object }: ObjectInput): string => textAt(object, 'spec', 'configSecret') || `alertmanager-${object.metadata.name}`;

const secretOf = (alertmanager: ObjectInput, secrets: CheckInput['objects']): ObjectInput | undefined =>
  secrets.find(({ object }) => object.metadata.name === nameOf(alertmanager) && namespaceOf(object) === namespaceOf(alertmanager.object));

const keysOf = ({ object }: ObjectInput): readonly string[] =>
  [object.data, object.stringData].flatMap((values) => (typeof values === 'object' && values !== null ? Object.keys(values) : []));

function* withoutKey(secret: ObjectInput): Iterable<Found> {
  const found = keysOf(secret);
  if (found.some((key) => keys.includes(key))) return;
  const field = secret.object.stringData === undefined ? 'data' : 'stringData';
  const has = found.length === 0 ? 'it is empty' : `its keys are ${inWords(found)}`;
  yield foundIn(secret, {
    message: `Alertmanager does not read it: it has no key alertmanager.yaml, ${has}. Every alert goes to a receiver that does nothing`,
    hint: 'call the key alertmanager.yaml',
    at: found.length === 0 ? [] : [field, found[0]!],
  });
}

function* elsewhere(alertmanager: ObjectInput, unread: readonly ObjectInput[]): Iterable<Found<'elsewhere'>> {
  if (unread.length === 0) return;
  const { object } = alertmanager;
  const titles = unread.map((secret) => `${namespaceOf(secret.object)}/${secret.object.metadata.name}`);
  yield foundIn(alertmanager, {
    kind: 'elsewhere',
    message:
      `it reads the Secret ${nameOf(alertmanager)} of the namespace ${namespaceOf(object)}, which is not here; ` +
      `${inWords(titles)}, which ${titles.length === 1 ? 'holds' : 'hold'} an alertmanager.yaml, ${titles.length === 1 ? 'is' : 'are'} read by nobody`,
    hint: `call it ${nameOf(alertmanager)}, in ${namespaceOf(object)}, or name it in configSecret`,
  });
}
