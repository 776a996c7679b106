import type * as Crypto from 'node:crypto';

const blockPattern = /(?:^|\n)-----BEGIN ([^\n]*?)-----[ \t\r]*\n((?:[^\n]*:[^\n]*\n)*)([A-Za-z0-9+/=\s]*)-----END \1-----/g;

// Loaded only where there are certificates to look at.
let crypto: typeof Crypto | undefined;
const nodeCrypto = (): typeof Crypto => (crypto ??= require('node:crypto') as typeof Crypto);

const mostKnown = 1000; // some megabytes of text

interface Block {
  readonly type: string;
  readonly der: Buffer;
}

function blocksOf(pem: string): Block[] {
  return [...pem.matchAll(blockPattern)].map((match) => ({ type: match[1]!, der: Buffer.from(match[3]!, 'base64') }));
}

/** Why this is no certificate authority; undefined where it is one. Only the first certificate is read. */
export const authorityProblem = judgedOnce((pem: string) => {
  const block = blocksOf(pem)[0];
  if (!block) return 'failed to decode PEM block';
  return certificateOf(block.der) ? undefined : 'failed to parse certificate';
});

/** Why this certificate and key do not belong together; undefined where they do. */
export const keyPairProblem = judgedOnce((certificatePem: string, keyPem: string) => {
  const block = blocksOf(certificatePem).find(({ type }) => type === 'CERTIFICATE');
  if (!block) return 'tls: failed to find any PEM data in certificate input';
  const keyBlock = blocksOf(keyPem).find(({ type }) => type === 'PRIVATE KEY' || type.endsWith(' PRIVATE KEY'));
  if (!keyBlock) return 'tls: failed to find any PEM data in key input';
  const certificate = certificateOf(block.der);
  if (!certificate) return 'failed to parse certificate';
  const key = privateKeyOf(keyPem);
  if (!key) return 'tls: failed to parse private key';
  return certificate.checkPrivateKey(key) ? undefined : 'tls: private key does not match public key';
});

/** Thousands of monitors name the same few certificates, and to read one takes as long as to compile a monitor. */
function judgedOnce<Texts extends readonly string[]>(
  judge: (...pems: Texts) => string | undefined,
): (...pems: Texts) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (...pems) => {
    const key = pems.join('\0');
    if (!known.has(key)) {
      if (known.size === mostKnown) known.clear();
      known.set(key, judge(...pems));
    }
    return known.get(key);
  };
}

function certificateOf(der: Buffer): Crypto.X509Certificate | undefined {
  try {
    return new (nodeCrypto().X509Certificate)(der);
  } catch {
    return undefined;
  }
}

function privateKeyOf(pem: string): Crypto.KeyObject | undefined {
  try {
    return nodeCrypto().createPrivateKey(pem);
  } catch {
    return undefined;
  }
}
