/** The procedure of whatever has no other; always there, always active. */
export const generalProcedure = 'general';
