import type { CompileContext } from '../context';
import type { DiscoveryHttp } from '../crd/scrape-config';
import type { PrometheusFeature } from '../versions';
import { basicAuthProblem, oauth2Problem, proxySecretsProblem, safeAuthorizationProblem, tlsProblem } from './credentials';
import { type FieldProblem, fieldProblem } from './field-problem';
import { proxyShapeProblem } from './http';
import { parseUrl } from './url';

/** Credentials and proxy, in all the ways that a discovery may have them. */
export function discoveryHttpProblem(context: CompileContext, namespace: string, http: DiscoveryHttp): FieldProblem | undefined {
  return (
    basicAuthProblem(context, namespace, http.basicAuth) ??
    safeAuthorizationProblem(context, namespace, http.authorization) ??
    oauth2Problem(context, namespace, http.oauth2) ??
    tlsProblem(context, namespace, http.tlsConfig, 'safe') ??
    proxyShapeProblem(http) ??
    proxySecretsProblem(context, namespace, http)
  );
}

/** What a version of Prometheus does not know. The operator refuses these for old versions even where the list is empty. */
export function tooOld({ supports }: CompileContext, feature: PrometheusFeature, reason: string): FieldProblem | undefined {
  return supports(feature) ? undefined : fieldProblem('', reason);
}

export function urlFieldProblem(path: string, url: string | undefined): FieldProblem | undefined {
  const parsed = parseUrl(url ?? '');
  return typeof parsed === 'string' ? fieldProblem(path, parsed) : undefined;
}
