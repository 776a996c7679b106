import { inFile, type Mutation } from './mutation';

/** What lets one pod do more than it should. */
export const security: readonly Mutation[] = [
  ...inFile('standalone', 'node-exporter.yaml', [
    {
      name: 'node-exporter runs as the user of Prometheus',
      replace: ['runAsUser: 10105', 'runAsUser: 10101'],
      elsewhere: ['node-exporter.yaml', 'true\n      tolerations'],
      finds: 'shared-uid',
      says: /runAsUser to a number/,
    },
  ]),
  ...inFile('operator', 'prometheus.yaml', [
    {
      name: 'a Prometheus resource runs as the user of node-exporter',
      replace: ['runAsUser: 10101', 'runAsUser: 10105'],
      elsewhere: ['node-exporter.yaml', 'true\n      tolerations'],
      finds: 'shared-uid',
      says: /runAsUser to a number/,
    },
  ]),
  ...inFile('platform', 'apps.yaml', [
    {
      name: 'everybody may delete the series of an archive',
      replace: ['- --storage.tsdb.path=/data', '- --storage.tsdb.path=/data\n                - --web.enable-admin-api'],
      points: '--web.enable-admin-api',
      finds: 'open-admin-api',
      says: /NetworkPolicy/,
    },
    {
      name: 'everybody may shut an archive down',
      replace: ['- --storage.tsdb.path=/data', '- --storage.tsdb.path=/data\n                - --web.enable-lifecycle'],
      points: '--web.enable-lifecycle',
      finds: 'open-admin-api',
      says: /--config\.auto-reload/,
    },
  ]),
];
