// Thirteen digits may be somebody's CNP: an address is kept by browsers, proxies and logs, so it never stands in one.
const cnpShape = /(?:\d[\s.\p{Pd}]?){13}/u;

/** True for a text that may stand in an address. */
export const mayStandInAddress = (text: string): boolean => !cnpShape.test(text);

let kept = '';

/** What is sought while it may not stand in the address: known until the page is read anew. */
export const keptText = {
  put: (text: string) => {
    kept = text;
  },
  read: (): string => kept,
};
