/** A hint that first asks whether a similar name was meant; `otherwise` is a sentence. */
export const didYouMean = (similar: string | undefined, otherwise: string): string =>
  similar === undefined ? otherwise : `Did you mean ${similar}? If not, ${otherwise[0]!.toLowerCase()}${otherwise.slice(1)}`;
