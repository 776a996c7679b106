/** How large the cluster is that a stack watches; requests follow from it. */
export interface ClusterSize {
  readonly nodes: number;
  readonly pods: number;
}

/** A small cluster: enough for a first look, and where a few nodes more still fit. */
export const smallCluster: ClusterSize = { nodes: 3, pods: 60 };

/**
 * Active series that a cluster of this size gives: a node_exporter has about 700 on a common server, a kubelet with cAdvisor about
 * 2,000, and each pod adds about 80 of its containers' and 60 of kube-state-metrics' (counted on the programs' own /metrics).
 */
export const estimatedSeries = ({ nodes, pods }: ClusterSize): number => nodes * 2_700 + pods * 140;

/** Whole steps of 64 MiB, so that small changes of an estimate do not change the manifests. */
export const rounded = (mebibytes: number): number => Math.ceil(mebibytes / 64) * 64;

/** Memory for Prometheus in MiB: 8 KiB for each series in the head block and its index, and 256 MiB for queries and the write-ahead log. */
export const prometheusMemory = (size: ClusterSize): number => rounded(256 + (estimatedSeries(size) * 8) / 1024);
