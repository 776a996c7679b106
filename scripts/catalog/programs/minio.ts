import { document } from '../documents';
import type { Program } from '../program';

export const minio: Program = {
  name: 'minio',
  program: 'minio, metrics version 2',
  version: '2025',
  doc: { source: 'minio/minio, docs/metrics/prometheus/list.md (documents/minio.tsv)', metrics: async () => document('minio') },
  // Metrics version 3 has other names.
  open: ['minio_'],
};
