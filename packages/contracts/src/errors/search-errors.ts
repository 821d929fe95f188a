/** Stable codes of this part of the product; append, never rename. */
export const searchErrorCodes = ['search.too-slow', 'search.page-unknown'] as const;
export type SearchErrorCode = (typeof searchErrorCodes)[number];
