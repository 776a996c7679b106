import fc from 'fast-check';

const some = <T>(...values: readonly T[]): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, fc.constantFrom(...values));
const often = <T>(value: T, ...others: readonly T[]): fc.Arbitrary<T | undefined> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(value) },
    fc.constant(undefined),
    ...(others.length > 0 ? [fc.constantFrom(...others)] : []),
  );

const profile = some({ type: 'RuntimeDefault' }, { type: 'Localhost', localhostProfile: 'a' }, { type: 'Unconfined' });
const seLinux = some(
  { type: 'container_t' },
  { type: 'container_engine_t' },
  { type: 'spc_t' },
  { level: 's0' },
  { user: 'u' },
  { role: 'r', type: 'container_t' },
  {},
);
const windows = some({ hostProcess: true }, { hostProcess: false }, {});
const user = some(0, 1000);

const containerContext = some(true, true).chain((there) =>
  there === undefined
    ? fc.constant(undefined)
    : fc.record({
        privileged: some(true, false),
        allowPrivilegeEscalation: often(false, true),
        runAsNonRoot: often(true, false),
        runAsUser: user,
        procMount: some('Default', 'Unmasked'),
        seccompProfile: profile,
        appArmorProfile: profile,
        seLinuxOptions: seLinux,
        windowsOptions: windows,
        capabilities: often(
          { drop: ['ALL'] },
          { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
          { drop: ['ALL'], add: ['CHOWN'] },
          { add: ['SYS_ADMIN', 'NET_RAW'] },
          { drop: ['NET_RAW'] },
          {},
        ),
      }),
);

const handler = some(
  { httpGet: { port: 1 } },
  { httpGet: { port: 1, host: 'example.org' } },
  { tcpSocket: { port: 1, host: '10.0.0.1' } },
  { exec: { command: ['a'] } },
);
const container = (name: string) =>
  fc.record({
    name: fc.constant(name),
    securityContext: containerContext,
    ports: some([{ containerPort: 1 }], [{ containerPort: 1, hostPort: 80 }], [{ containerPort: 1, hostPort: 0 }]),
    livenessProbe: handler,
    readinessProbe: handler,
    startupProbe: handler,
    lifecycle: some({}, { preStop: { tcpSocket: { port: 1, host: 'a' } } }, { postStart: { httpGet: { port: 1 } } }),
  });

const volume = (name: string) =>
  fc
    .constantFrom<object>(
      { emptyDir: {} },
      { configMap: { name: 'a' } },
      { secret: { secretName: 'a' } },
      { projected: { sources: [] } },
      { persistentVolumeClaim: { claimName: 'a' } },
      { csi: { driver: 'a' } },
      { ephemeral: {} },
      { downwardAPI: {} },
      { image: { reference: 'a' } },
      { hostPath: { path: '/' } },
      { nfs: { server: 'a', path: '/' } },
      {
        iscsi: {
          targetPortal: 'a',
          iqn: 'a',
          lun: 0,
        },
      },
      { rbd: { monitors: ['a'], image: 'a' } },
      { azureFile: { secretName: 'a', shareName: 'b' } },
      { fc: {} },
    )
    .map((source) => ({ name, ...source }));

const podContext = some(true, true, true).chain((there) =>
  there === undefined
    ? fc.constant(undefined)
    : fc.record({
        runAsNonRoot: often(true, false),
        runAsUser: user,
        seccompProfile: often({ type: 'RuntimeDefault' }, { type: 'Unconfined' }),
        appArmorProfile: profile,
        seLinuxOptions: seLinux,
        windowsOptions: windows,
        sysctls: some<object[]>(
          [],
          [{ name: 'net.ipv4.tcp_rmem', value: '1' }],
          [{ name: 'net.ipv4.ip_local_reserved_ports', value: '1' }],
          [{ name: 'kernel.msgmax', value: '1' }],
          [{ name: 'net.ipv4.tcp_syncookies', value: '1' }],
        ),
      }),
);

/** A pod with any of the settings that Pod Security looks at; half of them are nearly right. */
export const pods: fc.Arbitrary<object> = fc.record({
  metadata: fc.record({
    annotations: some<Record<string, string>>(
      { 'container.apparmor.security.beta.kubernetes.io/a': 'unconfined' },
      { 'container.apparmor.security.beta.kubernetes.io/a': 'localhost/x' },
      { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' },
      { 'container.seccomp.security.alpha.kubernetes.io/a': 'unconfined' },
      { 'container.seccomp.security.alpha.kubernetes.io/a': 'docker/default', other: 'x' },
    ),
  }),
  spec: fc.record({
    hostNetwork: some(true, false),
    hostPID: some(true, false, false),
    hostIPC: some(true, false, false),
    hostUsers: some(true, false),
    os: some({ name: 'windows' }, { name: 'linux' }),
    securityContext: podContext,
    volumes: some(0, 1, 2).chain((count = 0) => fc.tuple(...Array.from({ length: count }, (_, index) => volume(`v${index}`)))),
    containers: fc.tuple(container('a'), container('b')).map(([a, b]) => [a, b]),
    initContainers: some(true).chain((there) => (there ? container('i').map((i) => [i]) : fc.constant(undefined))),
    ephemeralContainers: some(true).chain((there) =>
      there ? container('e').map(({ name, securityContext }) => [{ name, securityContext }]) : fc.constant(undefined),
    ),
  }),
});

export const enforcements = fc.record({
  level: fc.constantFrom('baseline' as const, 'restricted' as const),
  version: fc.oneof(
    fc.constant('latest'),
    fc.constantFrom(0, 7, 8, 18, 19, 21, 22, 23, 24, 25, 26, 27, 29, 30, 31, 32, 33, 34, 35, 36, 99).map((minor) => `v1.${minor}`),
  ),
});
