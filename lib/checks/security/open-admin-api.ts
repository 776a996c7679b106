import type { ObjectInput } from '../../analysis/check-input';
import { foundIn } from '../../analysis/found';
import { podOfCustomResource } from '../../analysis/operator-pods';
import { type Container, containersOf, type Pod, podOf } from '../../analysis/pods';
import { isPrometheusImage } from '../../analysis/prometheus-versions';
import { listAt, textAt, valueAt } from '../../kubernetes/access';
import type { Path } from '../../yaml/value';
import { check } from '../check';

export const openAdminApi = check('open-admin-api', {
  finds: 'a Prometheus that lets every pod delete its series or shut it down',
  severity: 'warning',
  kinds: { lifecycle: 'info' },
  *run({ objects }) {
    for (const owner of objects) {
      const operated = podOfCustomResource(owner);
      if (operated !== undefined) {
        const { spec } = owner.object;
        const isAdmin = owner.object.kind === 'Prometheus' && valueAt(spec, 'enableAdminAPI') === true;
        if (!isAdmin || valueAt(spec, 'listenLocal') === true || valueAt(spec, 'web') !== undefined || mayBeGuarded(objects, operated))
          continue;
        yield foundIn(owner, {
          ...admin,
          hint: 'leave enableAdminAPI out, or allow ingress to its pods by a NetworkPolicy',
          at: ['spec', 'enableAdminAPI'],
        });
        continue;
      }
      const pod = podOf(owner);
      if (pod === undefined) continue;
      for (const container of containersOf(pod)) {
        const words = wordsOf(container);
        if (words === undefined || isGuarded(words) || mayBeGuarded(objects, pod)) continue;
        const adminAt = switched(words, 'web.enable-admin-api');
        const lifecycleAt = switched(words, 'web.enable-lifecycle');
        if (adminAt !== undefined) {
          yield foundIn(owner, { ...admin, hint: 'take the flag away, or allow ingress to its pods by a NetworkPolicy', at: adminAt });
        }
        // A container beside it may send POST /-/reload.
        if (lifecycleAt !== undefined && containersOf(pod).length === 1) {
          yield foundIn(owner, { ...lifecycle, at: lifecycleAt });
        }
      }
    }
  },
});

const admin = {
  message:
    'its admin API is on, and neither a password nor a NetworkPolicy guards its port: every pod of the cluster may delete its series',
};
const lifecycle = {
  kind: 'lifecycle' as const,
  message:
    'its lifecycle API is on, and neither a password nor a NetworkPolicy guards its port: every pod of the cluster may end it with POST /-/quit',
  hint: 'take the flag away and reload with --config.auto-reload (Prometheus 3) or SIGHUP, or allow ingress to its pods by a NetworkPolicy',
};

interface Word {
  readonly text: string;
  readonly at: Path;
}

/** The arguments of a Prometheus; undefined for other programs, and where a shell or a variable gives some of them. */
function wordsOf({ json, at }: Container): readonly Word[] | undefined {
  const words = ['command', 'args'].flatMap((field) => listAt(json, field).map((text, index) => ({ text, at: [...at, field, index] })));
  const isSure = words.every(({ text }) => typeof text === 'string' && !/\$[({]/.test(text));
  return isPrometheusImage(textAt(json, 'image') ?? '') && isSure ? (words as Word[]) : undefined;
}

const switched = (words: readonly Word[], flag: string): Path | undefined =>
  words.find(({ text }) => text === `--${flag}` || text === `--${flag}=true`)?.at;

/** A file may ask for a password, and an address of the pod itself is for its own containers. */
const isGuarded = (words: readonly Word[]): boolean =>
  words.some(({ text }) => /^--web\.config\.file\b|^--web\.listen-address$|^--web\.listen-address=(?:localhost|127\.|\[::1\])/.test(text));

/** Whether some policy, of whatever kind, may be meant for the pod. */
const mayBeGuarded = (objects: readonly ObjectInput[], { namespace }: Pod): boolean =>
  objects.some(({ object }) => /NetworkPolic/.test(object.kind) && (object.metadata?.namespace ?? namespace) === namespace);
