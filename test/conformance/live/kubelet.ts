/**
 * The metrics of a kubelet, which no node here has: `kubelet.cjs NODE PORT PKI-FOLDER CERTIFICATE KEY EXPOSITIONS`. What it
 * exposes is written down in kubelet.txt and cadvisor.txt; who may read it is asked of the API server, as a kubelet asks with
 * `--authentication-token-webhook` and `--authorization-mode=Webhook`.
 */

import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:https';
import { join } from 'node:path';
import type { PodList } from 'kubernetes-types/core/v1';
import { exposition } from './exposition';

const [node, port, pki, certificate, key, folder] = process.argv.slice(2) as [string, string, string, string, string, string];

const apiServer = 'https://10.96.0.1';

const identity = {
  ca: readFileSync(join(pki, 'ca.crt')),
  cert: readFileSync(join(pki, 'admin.crt')),
  key: readFileSync(join(pki, 'admin.key')),
};
const texts: Readonly<Record<string, string>> = {
  '/metrics': readFileSync(join(folder, 'kubelet.txt'), 'utf8'),
  '/metrics/cadvisor': readFileSync(join(folder, 'cadvisor.txt'), 'utf8'),
};
const boot = Date.now() / 1000;

function api<T>(path: string, body?: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const asked = request(
      `${apiServer}${path}`,
      {
        ...identity,
        method: body ? 'POST' : 'GET',
        headers: { 'content-type': 'application/json' },
      },
      async (response) => {
        let text = '';
        for await (const part of response) text += part;
        if (response.statusCode! < 300) resolve(JSON.parse(text) as T);
        else reject(new Error(`${path}: ${response.statusCode} ${text}`));
      },
    );
    asked.on('error', reject);
    asked.end(body && JSON.stringify(body));
  });
}

interface TokenReview {
  readonly status: { readonly authenticated?: boolean; readonly user: { readonly username: string; readonly groups: readonly string[] } };
}

/** 200 for who may read a node's metrics, 401 for a stranger, 403 for anyone else. */
async function verdict(authorization: string | undefined): Promise<200 | 401 | 403> {
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
  if (token === undefined) return 401;
  const {
    status: { authenticated, user },
  } = await api<TokenReview>('/apis/authentication.k8s.io/v1/tokenreviews', {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenReview',
    spec: { token },
  });
  if (!authenticated) return 401;
  const { status } = await api<{ readonly status: { readonly allowed: boolean } }>('/apis/authorization.k8s.io/v1/subjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user: user.username,
      groups: user.groups,
      resourceAttributes: { verb: 'get', version: 'v1', resource: 'nodes', subresource: 'metrics', name: node },
    },
  });
  return status.allowed ? 200 : 403;
}

createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, async ({ url, headers }, response) => {
  const template = texts[url!];
  if (template === undefined) return response.writeHead(404).end();
  const status = await verdict(headers.authorization);
  if (status !== 200) return response.writeHead(status).end();
  const { items } = await api<PodList>(`/api/v1/pods?fieldSelector=spec.nodeName=${node}`);
  const running = items.filter((pod) => pod.status?.phase === 'Running');
  return response
    .writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
    .end(exposition(template, node, running, { now: Date.now() / 1000, boot }));
}).listen(Number(port));
