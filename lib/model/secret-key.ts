/** A reference to one key of a Secret in the namespace of the object that refers to it. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/** A reference to one key of a Secret; the Secret itself is made outside of the app. */
export function secretKey(name: string, key: string): SecretKey {
  return { name, key };
}
