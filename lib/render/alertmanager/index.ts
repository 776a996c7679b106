export { compileAlertmanager, type CompiledAlertmanager, type CompileInput, type Notice, type Rejection } from './compile';
export type { Inlined } from './conversion';
export type { Asset } from './keys';
