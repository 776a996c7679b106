/** A whole URL. */
export type Url = `http://${string}` | `https://${string}`;
