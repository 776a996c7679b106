import type { Container } from '../../imports/monitoring.coreos.com/pod';

/** A container of a user's, with what Pod Security `restricted` asks of one where it says nothing of it. */
export const withSecurity = (container: Container): Container => ({
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  ...container,
});
