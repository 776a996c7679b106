import { foundIn } from '../../analysis/found';
import { containersOf, podOf } from '../../analysis/pods';
import { prometheusVersionOf } from '../../analysis/prometheus-versions';
import { listAt, textAt } from '../../kubernetes/access';
import { printVersion } from '../../text/version';
import { check } from '../check';

/** Flags that Prometheus 3.0 no longer takes (its changelog and migration guide), and what to write. */
const removed: ReadonlyMap<string, string> = new Map([
  ['storage.tsdb.retention', 'write --storage.tsdb.retention.time'],
  ['storage.tsdb.allow-overlapping-blocks', 'leave it out: overlapping blocks are always taken'],
  ['alertmanager.timeout', 'set `timeout` of the Alertmanager in the configuration'],
]);

export const removedFlag = check('removed-flag', {
  finds: 'a flag that this version of Prometheus no longer has, so that it does not start',
  severity: 'error',
  *run({ objects }) {
    for (const judged of objects) {
      const pod = podOf(judged);
      for (const { json, at } of pod === undefined ? [] : containersOf(pod)) {
        const version = prometheusVersionOf(textAt(json, 'image') ?? '');
        if (version === undefined || version.major < 3) continue;
        for (const field of ['command', 'args']) {
          for (const [index, word] of listAt(json, field).entries()) {
            const [, flag = ''] = /^--?([\w.-]+)(?:=|$)/.exec(String(word)) ?? [];
            const instead = removed.get(flag);
            if (instead === undefined) continue;
            yield foundIn(judged, {
              message: `Prometheus ${printVersion(version)} does not start: it has no flag --${flag} any more`,
              hint: instead,
              at: [...at, field, index],
            });
          }
        }
      }
    }
  },
});
