/** Why there is no configuration at all: the operator would leave the running one as it is. `compilePrometheus` reports it. */
export class ConfigError extends Error {}
