import { z } from 'zod';
import { Id, RequestId, Version } from '../ids.ts';
import { Code } from './fields.ts';

/**
 * Whom a petition is about (OG 27/2002 art. 11): a person, a unit, or both; without either, nobody any more. Neither
 * they nor anyone under them may have the file: if they do, it goes back to whoever may.
 */
export const SetComplaintRequest = z.strictObject({
  requestId: RequestId,
  version: Version,
  person: Id.nullish(),
  unit: Code.nullish(),
});
export type SetComplaintRequest = z.infer<typeof SetComplaintRequest>;
