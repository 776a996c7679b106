/** Half of what a Secret or ConfigMap may hold (pkg/operator/rules.go, MaxConfigMapDataSize), in bytes. */
export const maxRuleBytes = 512 * 1024;

export interface RuleConfigMap {
  readonly name: string;
  /** File names, and the files as text. */
  readonly data: Readonly<Record<string, string>>;
}

/**
 * Distributes rule files over ConfigMaps as the operator does: in the order of their names, with a new ConfigMap whenever the next
 * file would make the last one too large.
 */
export function ruleConfigMaps(prometheusName: string, files: ReadonlyMap<string, string>): RuleConfigMap[] {
  const buckets: Record<string, string>[] = [];
  let bytes = 0;
  for (const file of [...files.keys()].sort()) {
    const text = files.get(file)!;
    const size = Buffer.byteLength(text);
    if (buckets.length === 0 || bytes + size > maxRuleBytes) {
      buckets.push({});
      bytes = 0;
    }
    buckets.at(-1)![file] = text;
    bytes += size;
  }
  return buckets.map((data, index) => ({ name: `prometheus-${prometheusName}-rulefiles-${index}`, data }));
}

/** Where the files of a ConfigMap are read from (pkg/prometheus/common.go, RulesDir). */
export function ruleFilesOf({ name }: RuleConfigMap): string {
  return `/etc/prometheus/rules/${name}/*.yaml`;
}
