import { randomUUID } from 'node:crypto';
import { act, type Rule } from './rule.ts';

const registers = ['registrar', 'digital-officer'] as const;
const absent = () => `/api/v1/scans/${randomUUID()}`;

/** Paper that was scanned: of who registers, and among these of their office; here nobody has any of somebody else's. */
export const scanRules: readonly Rule[] = [
  { route: 'GET /api/v1/scans', allowed: registers, refused: 403 },
  {
    route: 'GET /api/v1/scans/entries',
    url: () => '/api/v1/scans/entries?text=1',
    allowed: registers,
    refused: 403,
  },
  { route: 'GET /api/v1/scans/last', allowed: registers, refused: 403 },
  { route: 'GET /api/v1/scans/separators.pdf', allowed: registers, refused: 403 },
  {
    // The upload is somebody else's: to whoever may bring scans it is not there.
    route: 'POST /api/v1/scans',
    body: (o) => ({ requestId: randomUUID(), uploads: [o.uploadId] }),
    allowed: [],
    refused: 403,
    told: { registrar: 422, 'digital-officer': 422 },
  },
  ...[
    { route: 'GET /api/v1/scans/:id', url: absent },
    { route: 'GET /api/v1/scans/:id/pages/:page.webp', url: () => `${absent()}/pages/1.webp` },
    { route: 'GET /api/v1/scans/:id/pages/:page.png', url: () => `${absent()}/pages/1.png` },
    {
      route: 'POST /api/v1/scans/:id/edits',
      url: () => `${absent()}/edits`,
      body: () => ({ version: 1, edit: { act: 'split', page: 2 } }),
    },
    { route: 'POST /api/v1/scans/:id/undo', url: () => `${absent()}/undo`, body: () => ({ version: 1 }) },
    {
      route: 'POST /api/v1/scans/:id/file',
      url: () => `${absent()}/file`,
      body: act({ pages: [1], entry: { register: 'general', year: 2026, number: 1 } }),
    },
    { route: 'GET /api/v1/scans/:id/original', url: () => `${absent()}/original` },
    {
      route: 'POST /api/v1/scans/:id/file-original',
      url: () => `${absent()}/file-original`,
      body: act({ entry: { register: 'general', year: 2026, number: 1 } }),
    },
    { route: 'POST /api/v1/scans/:id/take', url: () => `${absent()}/take`, body: act({}) },
    { route: 'POST /api/v1/scans/:id/put-away', url: () => `${absent()}/put-away` },
    { route: 'POST /api/v1/scans/:id/bring-back', url: () => `${absent()}/bring-back` },
  ].map(
    (rule): Rule => ({
      ...rule,
      ...{ allowed: [], refused: 403, told: { registrar: 404, 'digital-officer': 404 } },
    }),
  ),
];
