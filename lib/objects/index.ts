export { isMapping, pathText, titleOf, type KubernetesObject, type ObjectMeta, type Path } from './object';
export { defaultLimits, lineColumn, type InputFault, type Limits, type LineColumn } from './fault';
export type { InputSource } from './text';
export type { DocumentSource } from './parse';
export { readDocuments, readObjects, type LocatedDocument, type LocatedObject } from './read';
export { positionIn, positionOf } from './position';
