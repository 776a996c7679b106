export { compileServiceMonitor } from './service-monitor';
export { contextOf, type ClusterOptions, type Context } from './context';
export type { Asset, FileAsset, VariableAsset } from './assets';
