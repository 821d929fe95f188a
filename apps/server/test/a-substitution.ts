import { randomUUID } from 'node:crypto';
import type { DeclareSubstitutionRequest } from '@opis/contracts';

/** What a caller sends to declare an absence; every call with a request id of its own. */
export function anAbsence(
  changes: Partial<DeclareSubstitutionRequest> & { substituteId: string },
): DeclareSubstitutionRequest {
  return {
    requestId: randomUUID(),
    firstDay: '2026-07-01',
    lastDay: '2026-07-10',
    reason: 'leave',
    handOver: false,
    ...changes,
  };
}
