/** Many checks ask a model, a dashboard or a rule for the same; each thing is worked out once. */
export function memoize<Of extends object, T>(look: (of: Of) => T): (of: Of) => T {
  const known = new WeakMap<Of, T>();
  return (of) => {
    const found = known.get(of) ?? look(of);
    known.set(of, found);
    return found;
  };
}
