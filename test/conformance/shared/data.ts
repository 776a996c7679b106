import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Data of other projects that the comparisons read. It is beside the checkout, not in it: VIGIE_DATA names another place. */
const root = process.env.VIGIE_DATA ?? join(__dirname, '../../../../shared/data');

export type SharedData = 'kube-prometheus-manifests' | 'operator-pairs/prometheus' | 'operator-pairs/alertmanager';

/** What each folder holds: somebody without it is told what to put there. */
const contents: Readonly<Record<SharedData, string>> = {
  'kube-prometheus-manifests': 'the rendered manifests of kube-prometheus, without its CRDs',
  'operator-pairs/prometheus': "input.yaml, options.json and expected.yaml of prometheus-operator's tests of Prometheus, a folder for each",
  'operator-pairs/alertmanager':
    "input.yaml, options.json and expected.yaml of prometheus-operator's tests of Alertmanager, a folder for each",
};

/** The folder of such data. Throws where it is absent: a comparison with nothing would prove nothing. */
export function sharedData(name: SharedData): string {
  const folder = join(root, name);
  if (!existsSync(folder)) throw new Error(`${folder} is absent: put ${contents[name]} there, or name their parent folder in VIGIE_DATA`);
  return folder;
}
