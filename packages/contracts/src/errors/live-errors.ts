/** Stable codes of this part of the product; append, never rename. */
export const liveErrorCodes = ['live.too-many-streams'] as const;
export type LiveErrorCode = (typeof liveErrorCodes)[number];
