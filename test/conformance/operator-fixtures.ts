/** A certificate and its key, made for these tests and trusted by nobody. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBgDCCASegAwIBAgIUS3FjgdhrF3m/oOJgGNeu8E+a7V4wCgYIKoZIzj0EAwIw
FTETMBEGA1UEAwwKdmlnaWUtdGVzdDAgFw0yNjExMjAyMDM4NTNaGA8yMTI2MTAy
NzIwMzg1M1owFTETMBEGA1UEAwwKdmlnaWUtdGVzdDBZMBMGByqGSM49AgEGCCqG
SM49AwEHA0IABNcrXOdxZx6143hHlkLN7LHCaLiI7oUXBJZJXoYji6Ue9RzlDtzj
OXPWMeqhd/eVPJ/nsQ8IybnWWTWbhI8w9uGjUzBRMB0GA1UdDgQWBBS0j2iYtcfC
DW5UDwpw/Dn996oprTAfBgNVHSMEGDAWgBS0j2iYtcfCDW5UDwpw/Dn996oprTAP
BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIEGzi2O0ZlZZ2na2HK8K
Y50BOp2G6vugOHjsDvYOu4mpAiBLVfAQfOLwuOFgCaBIZnEr834vQ6k1/i57YXbO
qMkr4g==
-----END CERTIFICATE-----
`;
export const privateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgExNvroisdkOnZLI+
+/da12OoiCROTFiOeS02hjuhkhehRANCAATXK1zncWceteN4R5ZCzeyxwmi4iO6F
FwSWSV6GI4ulHvUc5Q7c4zlz1jHqoXf3lTyf57EPCMm51lk1m4SPMPbh
-----END PRIVATE KEY-----
`;

export const namespaces = ['default', 'monitoring', 'team-a', 'team-b'];

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** In every namespace the same Secrets and ConfigMaps, some of them of no use. */
export const surroundings = namespaces.flatMap((namespace, index) => [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace, labels: { 'kubernetes.io/metadata.name': namespace, tier: index % 2 ? 'odd' : 'even' } },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'creds', namespace },
    data: Object.fromEntries(
      ['user', 'pass', 'token', 'id', 'empty'].map((key) => [key, base64(key === 'empty' ? '' : `${key} of ${namespace}`)]),
    ),
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'tls', namespace },
    data: { 'ca.crt': base64(certificate), 'tls.crt': base64(certificate), 'tls.key': base64(privateKey), 'bad.crt': base64('x') },
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'trust', namespace },
    data: { 'ca.crt': certificate, id: 'a-client', 'bad.crt': 'x' },
  },
]);

/** The same with everything that any object names: the generator counts on that. */
export const completeSurroundings = [
  ...surroundings.map((object) => {
    const {
      kind,
      metadata: { name },
      data,
    } = object as { kind: string; metadata: { name: string }; data?: Record<string, string> };
    if (kind === 'Secret' && name === 'creds')
      return { ...object, data: { ...data, nothing: base64('something'), none: base64('nil'), x: base64('y'), '': base64('nameless') } };
    return kind === 'ConfigMap' ? { ...object, data: { ...data, none: 'nil', gone: 'found' } } : object;
  }),
  ...namespaces.map((namespace) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'nowhere', namespace },
    data: { user: base64('nobody'), '': base64('nothing') },
  })),
  ...namespaces.map((namespace) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'nowhere', namespace },
    data: { x: certificate },
  })),
];
