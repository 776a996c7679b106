/**
 * An object of a custom resource as it is given: nobody has judged it yet, so that any field may be missing, and any text may stand
 * where the API server knows but a few. Otherwise the types are those of the CRDs.
 */
export type Given<T> = T extends string
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Given<Item>[]
    : T extends object
      ? string extends keyof T
        ? Readonly<Record<string, Given<T[keyof T]>>>
        : { readonly [Field in keyof T]?: Given<T[Field]> }
      : T;
