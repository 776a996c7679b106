import type { ObjectInput } from '../../analysis/check-input';
import { foundIn } from '../../analysis/found';
import { fieldOf, namespaceLabels, operatorsObjects, readersOf, type Selection, selection } from '../../analysis/operator-selection';
import { textsAt } from '../../kubernetes/access';
import { labelSelectorText, meets, requirementsOf } from '../../kubernetes/label-selector';
import { namespaceOf } from '../../kubernetes/object';
import { check } from '../check';

export const unselectedObject = check('unselected-object', {
  finds: 'a monitor, a rule or an AlertmanagerConfig that no Prometheus and no Alertmanager selects',
  severity: { declared: 'error', manifests: 'warning' },
  *run(input) {
    const byKind = operatorsObjects(input);
    const labels = namespaceLabels(input);
    for (const judged of [...byKind.values()].flat()) {
      const readers = readersOf(judged, byKind);
      const selections = readers.map((reader) => ({ reader, selected: selection(reader, judged, labels) }));
      const faults = selections.flatMap(({ reader, selected }) => (selected.kind === 'unselected' ? [{ reader, selected }] : []));
      if (readers.length === 0 || faults.length < readers.length) continue;
      // What was nearly selected is named: of several readers one that only labels keep away.
      const { reader, selected } =
        faults.find((fault) => fault.selected.step === 'labels') ??
        faults.find((fault) => fault.selected.step === 'namespace') ??
        faults[0]!;
      const { why, hint, at } = explained(judged, reader, selected);
      const others = faults.length === 1 ? '' : ', nor does any other here';
      yield foundIn(judged, {
        message: `${titleOf(reader)} does not read it${others}: ${why}`,
        hint,
        at,
      });
    }
  },
});

const titleOf = ({ object }: ObjectInput) => `${object.kind} ${namespaceOf(object)}/${object.metadata.name}`;

type Fault = Extract<Selection, { kind: 'unselected' }>;

function explained(
  { object }: ObjectInput,
  reader: ObjectInput,
  { step, selector }: Fault,
): { readonly why: string; readonly hint: string; readonly at: readonly string[] } {
  const field = fieldOf(object.kind);
  const wanted = labelSelectorText(selector);
  const namespaceField = field.replace(/Selector$/, 'NamespaceSelector');
  switch (step) {
    case 'unset':
      return {
        why: `it has no ${field}, and so reads no ${object.kind}`,
        hint: `set ${field}: {} for all, or to the labels of those that it should read`,
        at: ['metadata', 'name'],
      };
    case 'labels': {
      const labels = textsAt(object, 'metadata', 'labels');
      const lacking = requirementsOf(selector!).filter((requirement) => !meets(requirement, labels));
      const has = lacking.map(({ key }) => (labels[key] === undefined ? `no label ${key}` : `${key}=${labels[key]}`));
      return {
        why: `its ${field} asks for ${wanted}, and this has ${has.join(' and ')}`,
        hint: `label it ${labelSelectorText({ matchExpressions: lacking })}`,
        at: ['metadata', Object.keys(labels).length === 0 ? 'name' : 'labels'],
      };
    }
    case 'namespace':
      return {
        why:
          selector === undefined
            ? `without a ${namespaceField} it looks only in its own namespace`
            : `its ${namespaceField} asks for namespaces with ${wanted}, and ${namespaceOf(object)} is none`,
        hint:
          selector === undefined
            ? `set ${namespaceField}: {} for all namespaces, or move this to ${namespaceOf(reader.object)}`
            : `label the namespace ${wanted}, or select it`,
        at: ['metadata', 'namespace'],
      };
  }
}
