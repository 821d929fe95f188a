import type {
  AnnulEntryRequest,
  ClassifyEntryRequest,
  CorrectEntryRequest,
  DispatchEntryRequest,
  EntryDetail,
  JoinEntryRequest,
  RouteEntryRequest,
} from '@opis/contracts';
import { type EntryKey, entryPath } from './entry-address.ts';
import { request } from './http.ts';

/** Everything that may be done to a registered entry, each with its own body. */
export type Amendments = {
  annulment: AnnulEntryRequest;
  correction: CorrectEntryRequest;
  joinder: JoinEntryRequest;
  routing: RouteEntryRequest;
  dispatch: DispatchEntryRequest;
  classification: ClassifyEntryRequest;
};
export type AmendmentKind = keyof Amendments;

/** Does one act to an entry and returns it as it is afterwards. Repeating the same `requestId` has no second effect. */
export function amendEntry<Kind extends AmendmentKind>(
  key: EntryKey,
  kind: Kind,
  body: Amendments[Kind],
): Promise<EntryDetail> {
  return request(`${entryPath(key)}/${kind}`, { method: 'POST', body, patience: 20_000 });
}
