/** Stable codes of this part of the product; append, never rename. */
export const emergencyErrorCodes = [
  'emergency.sheet-not-found',
  'emergency.line-not-found',
  'emergency.line-settled',
  'emergency.office-not-found',
  'emergency.register-refused',
  'emergency.book-full',
  'emergency.received-before-print',
  'emergency.received-in-future',
  'emergency.hour-missing',
  'emergency.number-not-found',
] as const;
export type EmergencyErrorCode = (typeof emergencyErrorCodes)[number];
