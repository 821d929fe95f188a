/** Anybody may call these; each says so where it is declared. */
export const publicRoutes: readonly string[] = [
  'POST /api/v1/password',
  'GET /api/v1/public/authorisations',
  'GET /api/v1/public/information-answers',
  'GET /api/v1/public/information-answers/:id/documents/:document',
  'GET /api/v1/public/institution',
  'POST /api/v1/session/passkey',
  'POST /api/v1/session/passkey-options',
  'POST /api/v1/session',
  'DELETE /api/v1/session',
];
