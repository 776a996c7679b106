import type { Annotation } from '../../model/dashboard';
import type { JsonObject } from '../../text/json';
import { firingAnnotation } from './alert';
import { datasourceModel } from './datasource';

export function annotationModel(annotation: Annotation): JsonObject {
  const { name, color = 'red' } = annotation;
  if ('alerts' in annotation) return firingAnnotation(name, annotation.alerts, color);
  if ('raw' in annotation) return { datasource: datasourceModel(), enable: true, iconColor: color, ...annotation.raw, name };
  return {
    name,
    enable: true,
    iconColor: color,
    datasource: datasourceModel(),
    expr: annotation.expr.text,
    titleFormat: annotation.title ?? name,
    textFormat: annotation.text ?? '',
  };
}
