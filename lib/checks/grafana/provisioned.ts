import { readDocuments } from '../../objects';
import { mappings, text, texts } from '../data';
import type { JudgedObject } from '../model';

/** A datasource that a provisioning file names; Grafana makes up the uid where there is none. */
export interface ProvisionedDatasource {
  readonly name?: string;
  readonly uid?: string;
}

/** The datasources of provisioning files that ConfigMaps and Secrets hold (Grafana documentation, "Provision Grafana"). */
export function provisionedDatasources(objects: readonly JudgedObject[]): readonly ProvisionedDatasource[] {
  return objects.flatMap(({ object }) => filesOf(object)).flatMap(([file, content]) => {
    if (!/\.ya?ml$/.test(file) || !content.includes('datasources')) return [];
    return readDocuments([{ file, text: content }]).documents.flatMap(({ value }) => mappings(value, 'datasources')).map(([json]): ProvisionedDatasource => {
      const [name, uid] = [text(json, 'name'), text(json, 'uid')];
      return { ...(name !== undefined && { name }), ...(uid !== undefined && { uid }) };
    });
  });
}

function filesOf(object: JudgedObject['object']): readonly (readonly [file: string, content: string])[] {
  if (object.kind === 'ConfigMap') return Object.entries(texts(object, 'data'));
  if (object.kind !== 'Secret') return [];
  const encoded = Object.entries(texts(object, 'data')).filter(([file]) => /\.ya?ml$/.test(file));
  return [...Object.entries(texts(object, 'stringData')), ...encoded.map(([file, content]) => [file, Buffer.from(content, 'base64').toString('utf8')] as const)];
}
