import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import fc from 'fast-check';
import { load, loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../lib/kubernetes/object';
import { schemaOf, validateObject, withDefaults } from '../../lib/kubernetes/schema/crds';
import { runs } from '../support/runs';
import { type Cluster, startCluster } from './cluster';
import { damagedBy, objectsOf } from './crd-arbitraries';
import { eventually } from './eventually';
import { program } from './programs';

interface Crd {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly names: { readonly kind: string; readonly plural: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: unknown } }[];
  };
}
interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

const crdFolder = join('imports', 'crds');
const ours = readdirSync(crdFolder).map((file) => load(readFileSync(join(crdFolder, file), 'utf8')) as Crd);
const group = 'monitoring.coreos.com';
const perKind = runs(200); // objects that fit, and as many that are damaged
const seed = 931;

/** All that is asked, in one order for every run. */
const objects: readonly KubernetesObject[] = ours.flatMap((crd) => {
  const { kind } = crd.spec.names;
  const apiVersion = `${group}/${crd.spec.versions[0]!.name}`;
  const spec = schemaOf({ apiVersion, kind })!.properties!.spec!;
  const fitting = fc.oneof(objectsOf(apiVersion, kind, spec, 3), objectsOf(apiVersion, kind, spec, 5));
  return [...fc.sample(fitting, { numRuns: perKind, seed }), ...fc.sample(damagedBy(fitting), { numRuns: perKind, seed })];
});

let cluster: Cluster;
let ask: (object: KubernetesObject) => Promise<Answer>;

beforeAll(() => {
  cluster = startCluster('crd-validation', 31_000, '');
  ask = client(cluster);
});
afterAll(() => cluster.stop());

describe('the small CRDs', () => {
  test('apply with a plain client-side kubectl apply, twice', () => {
    expect(cluster.kubectl(['apply', '-f', crdFolder])).toMatchObject({ status: 0, out: expect.not.stringMatching(/warning|error/i) });
    cluster.kubectl(['wait', '--for=condition=Established', '--timeout=60s', 'crd', '--all']);
    const { out } = cluster.kubectl(['apply', '-f', crdFolder]);
    expect(
      out
        .trim()
        .split('\n')
        .filter((line) => !line.endsWith(' unchanged')),
    ).toEqual([]);
  });

  test('differ from those that the operator prints only by their descriptions', () => {
    const printed = loadAll(execFileSync(program('prometheus-operator'), ['crds'], { encoding: 'utf8', maxBuffer: 1 << 28 })).filter(
      Boolean,
    ) as Crd[];
    expect(ours.map((crd) => crd.metadata.name)).toEqual(printed.map((crd) => crd.metadata.name).sort());
    for (const crd of printed) expect(ours.find(({ metadata }) => metadata.name === crd.metadata.name)).toEqual(withoutDescriptions(crd));
  });
});

describe('the schemas', () => {
  let answers: Answer[];
  beforeAll(async () => {
    answers = await askAll();
  });

  test('accept and refuse what the API server accepts and refuses', () => {
    const wrong = objects.flatMap((object, index) => {
      const { status, body } = answers[index]!;
      const faults = validateObject(object)!;
      if (status !== 201 && status !== 400 && status !== 422) throw new Error(`the API server answered ${status}: ${JSON.stringify(body)}`);
      return (status === 201) === (faults.length === 0) ? [] : [{ object, server: status === 201 ? 'accepted' : body.message, faults }];
    });
    expect(JSON.stringify(wrong.slice(0, 5), null, 2)).toBe('[]');
  });

  test('are put to enough of both', () => {
    const accepted = answers.filter(({ status }) => status === 201).length;
    console.log(`${objects.length} objects, ${accepted} accepted`);
    expect(accepted).toBeGreaterThan(objects.length / 4);
    expect(objects.length - accepted).toBeGreaterThan(objects.length / 4);
  });

  test('name a field of which the API server complains, too', () => {
    const silent = objects.flatMap((object, index) => {
      const { status, body } = answers[index]!;
      if (status !== 422) return [];
      const complaints = (body.details as { causes: { field: string }[] }).causes.map(({ field }) => steps(field));
      const named = validateObject(object)!.map(({ path }) => path.flatMap((step) => steps(String(step))));
      const agrees = named.some((path) =>
        complaints.some((field) => field.every((step, at) => path[at] === step) || path.every((step, at) => field[at] === step)),
      );
      return agrees ? [] : [{ complaints, named }];
    });
    expect(silent).toEqual([]);
  });

  test('default what the API server defaults', () => {
    for (const [index, object] of objects.entries()) {
      const { status, body } = answers[index]!;
      if (status !== 201) continue;
      const { metadata: _, ...wanted } = body;
      const { metadata: __, ...defaulted } = withDefaults(object);
      expect(defaulted).toEqual(wanted);
    }
  });

  test('mean the same as those that the operator prints', async () => {
    const { status, out } = cluster.kubectl(
      ['apply', '--server-side', '--force-conflicts', '-f', '-'],
      execFileSync(program('prometheus-operator'), ['crds'], { encoding: 'utf8', maxBuffer: 1 << 28 }),
    );
    expect({ status, out }).toMatchObject({ status: 0 });
    // What the operator prints has descriptions, and ours has none: the API server has taken up the change when it publishes them.
    await eventually(describedKinds, 60).toEqual(ours.map((crd) => crd.spec.names.kind).sort());
    const printed = await askAll();
    expect(printed.map(({ status: verdict }) => verdict)).toEqual(answers.map(({ status: verdict }) => verdict));
  });
});

/** Our kinds whose published schema has a description of its spec. */
function describedKinds(): string[] {
  const kinds = new Set(ours.map((crd) => crd.spec.names.kind));
  const versions = new Set(objects.map(({ apiVersion }) => apiVersion));
  return [...versions]
    .flatMap((version) => {
      const { components } = JSON.parse(cluster.kubectl(['get', '--raw', `/openapi/v3/apis/${version}`]).out) as Published;
      return Object.values(components.schemas).flatMap(({ properties, ...schema }) =>
        properties?.spec?.description === undefined ? [] : schema['x-kubernetes-group-version-kind']!.map(({ kind }) => kind),
      );
    })
    .filter((kind) => kinds.has(kind))
    .sort();
}

interface Published {
  readonly components: {
    readonly schemas: Readonly<
      Record<
        string,
        {
          readonly properties?: { readonly spec?: { readonly description?: string } };
          readonly 'x-kubernetes-group-version-kind'?: readonly { readonly kind: string }[];
        }
      >
    >;
  };
}

/** `spec.endpoints[0].port`, or `<nil>` for the whole object, step by step. */
const steps = (field: string): string[] => (field === '<nil>' ? [] : field.split(/[.[\]]+/).filter(Boolean));

async function askAll(): Promise<Answer[]> {
  const found: Answer[] = [];
  const pending = objects.entries();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const [index, object] of pending) found[index] = await ask(object);
    }),
  );
  return found;
}

/** Asks the API server to create an object, with strict field validation and without keeping it. */
function client(at: Cluster): (object: KubernetesObject) => Promise<Answer> {
  const config = JSON.parse(at.kubectl(['config', 'view', '--raw', '-o', 'json']).out) as {
    clusters: [{ cluster: { server: string; 'certificate-authority-data': string } }];
    users: [{ user: { 'client-certificate-data': string; 'client-key-data': string } }];
  };
  const decode = (text: string): Buffer => Buffer.from(text, 'base64');
  const { server, 'certificate-authority-data': ca } = config.clusters[0].cluster;
  const { 'client-certificate-data': cert, 'client-key-data': key } = config.users[0].user;
  const agent = new Agent({ keepAlive: true, ca: decode(ca), cert: decode(cert), key: decode(key) });
  return (object) =>
    new Promise((resolve, reject) => {
      const { plural } = ours.find((crd) => crd.spec.names.kind === object.kind)!.spec.names;
      const url = `${server}/apis/${object.apiVersion}/namespaces/default/${plural}?dryRun=All&fieldValidation=Strict`;
      const sent = request(url, { agent, method: 'POST', headers: { 'Content-Type': 'application/json' } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString();
          if (text.startsWith('{')) resolve({ status: answer.statusCode!, body: JSON.parse(text) as Record<string, unknown> });
          else reject(new Error(`${url}: ${answer.statusCode} ${text}`));
        });
      });
      sent.on('error', reject);
      sent.end(JSON.stringify(object));
    });
}

function withoutDescriptions(value: unknown, isFieldMap = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutDescriptions(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, child]) => isFieldMap || key !== 'description' || typeof child !== 'string')
      .map(([key, child]) => [key, withoutDescriptions(child, key === 'properties' && !isFieldMap)]),
  );
}
