/** A part of something, however deep: what is merged over it, mapping by mapping. */
export type Raw<T> = T extends object ? { readonly [K in keyof T]?: Raw<T[K]> } : T;
