import { AppError, type RouteEntryRequest } from '@opis/contracts';
import type { Actor } from '../../identity/index.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import { type AmendDeps, amendEntry, type EntryKey } from './amend-entry.ts';

/** Hands a row to a unit (column 8); its people may read the file from now on, those before keep what they had. */
export function routeEntry(
  deps: AmendDeps & { organisation: OrganisationDirectory },
  actor: Actor,
  command: EntryKey & RouteEntryRequest,
): Promise<void> {
  return amendEntry(deps, actor, command, {
    action: 'route',
    kind: 'routed',
    event: 'entry.routed',
    decide: async () => {
      const unit = await deps.organisation.findUnit(command.unit);
      if (unit === undefined) {
        throw new AppError('validation', 'registry.unit-not-found', {
          fields: [{ path: 'unit', code: 'registry.unit-not-found' }],
        });
      }
      return { fields: { unit: unit.id }, texts: {}, newReaders: [unit.id] };
    },
  });
}
