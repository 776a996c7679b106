/** Links name a dashboard by its uid, also one that links back. */
export const clusterIdentity = { uid: 'kubernetes-cluster', title: 'Kubernetes - Cluster' };
export const namespaceIdentity = { uid: 'kubernetes-namespace', title: 'Kubernetes - Namespace' };
export const podIdentity = { uid: 'kubernetes-pod', title: 'Kubernetes - Pod' };
export const nodesIdentity = { uid: 'kubernetes-nodes', title: 'Kubernetes - Nodes' };
export const nodeIdentity = { uid: 'kubernetes-node', title: 'Kubernetes - Node' };
export const networkIdentity = { uid: 'kubernetes-network', title: 'Kubernetes - Network' };
export const volumesIdentity = { uid: 'kubernetes-volumes', title: 'Kubernetes - Persistent Volumes' };
export const kubeletIdentity = { uid: 'kubernetes-kubelet', title: 'Kubernetes - Kubelet' };
export const apiServerIdentity = { uid: 'kubernetes-api-server', title: 'Kubernetes - API Server' };
export const schedulerIdentity = { uid: 'kubernetes-scheduler', title: 'Kubernetes - Scheduler' };
export const controllerManagerIdentity = { uid: 'kubernetes-controller-manager', title: 'Kubernetes - Controller Manager' };
export const proxyIdentity = { uid: 'kubernetes-proxy', title: 'Kubernetes - Proxy' };
