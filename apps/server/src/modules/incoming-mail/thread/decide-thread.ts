import { parseEmail } from '@opis/contracts';

/** A message of ours that one names by its token. */
export type NamedThread = { readonly entryId: string | null; readonly toAddress: string };

/** Where a message goes: into a file, perhaps into one, or nowhere known. */
export type Thread =
  | { readonly way: 'joins'; readonly entryId: string }
  | { readonly way: 'possibly'; readonly tokenEntryId: string | null }
  | { readonly way: 'own' };

/**
 * A message goes into a file by itself only when it names our token and comes from the very address that we had written
 * to. A token alone may have been forwarded or stolen; a number alone anybody can write: then a person decides.
 * `quotes`: its text quotes numbers that are ours.
 */
export function decideThread(message: {
  readonly fromAddress: string | null;
  readonly thread: NamedThread | null;
  readonly quotes: boolean;
}): Thread {
  const { thread, quotes } = message;
  const entryId = thread?.entryId ?? null;
  if (thread !== null && entryId !== null) {
    return isSameAddress(message.fromAddress, thread.toAddress)
      ? { way: 'joins', entryId }
      : { way: 'possibly', tokenEntryId: entryId };
  }
  return quotes || thread !== null ? { way: 'possibly', tokenEntryId: null } : { way: 'own' };
}

// Whole addresses in their one spelling; what is not exactly one address is nobody's.
function isSameAddress(from: string | null, to: string): boolean {
  const [ours, theirs] = [parseEmail(to), from === null ? undefined : parseEmail(from)];
  return ours !== undefined && ours === theirs;
}
