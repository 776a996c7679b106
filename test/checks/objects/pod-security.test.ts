import { describe, expect, test } from 'vitest';
import { podSecurity } from '../../../lib/checks/objects/pod-security';
import { findingsOf, messages, objectsModel } from '../../support/models';
import { container, deployment, namespace } from '../../support/objects';

describe('a pod in a namespace with a Pod Security level', () => {
  const enforce = 'pod-security.kubernetes.io/enforce';
  const confined = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const good = {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [container({ securityContext: confined })],
  };

  test('is found with all that it breaks', () => {
    const [finding, ...others] = findingsOf(
      podSecurity,
      objectsModel(namespace({ [enforce]: 'restricted' }), deployment({ hostNetwork: true })),
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: 'error', object: 'Deployment n/a', file: 'Deployment/a#spec/template/spec' });
    for (const words of [
      'hostNetwork',
      'container main must set allowPrivilegeEscalation: false',
      'capabilities.drop: [ALL]',
      'runAsNonRoot: true',
      'seccompProfile.type',
    ])
      expect(finding!.message).toContain(words);
  });
  test('breaks less of the baseline', () =>
    expect(messages(podSecurity, objectsModel(namespace({ [enforce]: 'baseline' }), deployment({ hostNetwork: true })))).toEqual([
      expect.stringMatching(/it must not set hostNetwork$/),
    ]));
  test('is not found where it keeps the level', () =>
    expect(messages(podSecurity, objectsModel(namespace({ [enforce]: 'restricted' }), deployment(good)))).toEqual([]));
  test('is judged by the version that the namespace names', () => {
    const pod = deployment({ ...good, hostUsers: false, securityContext: { seccompProfile: { type: 'RuntimeDefault' } } });
    expect(messages(podSecurity, objectsModel(namespace({ [enforce]: 'restricted' }), pod))).toEqual([]);
    expect(messages(podSecurity, objectsModel(namespace({ [enforce]: 'restricted', [`${enforce}-version`]: 'v1.34' }), pod))).toHaveLength(
      1,
    );
  });
  test.each<[string, object]>([
    ['nothing is enforced', namespace({ 'pod-security.kubernetes.io/warn': 'restricted' })],
    ['privileged is enforced', namespace({ [enforce]: 'privileged' })],
    [
      'another namespace enforces it',
      { ...namespace({ [enforce]: 'restricted' }), metadata: { name: 'other', labels: { [enforce]: 'restricted' } } },
    ],
  ])('is not found where %s', (_, of) => expect(messages(podSecurity, objectsModel(of, deployment({ hostNetwork: true })))).toEqual([]));
  test('is no matter where the label itself is refused', () => {
    expect(findingsOf(podSecurity, objectsModel(namespace({ [enforce]: 'strict' }), deployment({ hostNetwork: true })))).toEqual([
      expect.objectContaining({ severity: 'error', object: 'Namespace n', message: expect.stringContaining('strict') }),
    ]);
    expect(messages(podSecurity, objectsModel(namespace({ [`${enforce}-version`]: '1.36' })))).toEqual([expect.stringContaining('1.36')]);
  });
});
