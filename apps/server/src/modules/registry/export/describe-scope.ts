import { Channel, Direction, EntryStatus } from '@opis/contracts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import type { RegisterRow } from '../registers.ts';
import { exportText } from './export-texts.ts';

/** The filter of an export, by codes. */
export type ExportFilter = {
  readonly unit?: string | undefined;
  readonly channel?: string | undefined;
  readonly direction?: string | undefined;
  readonly status?: string | undefined;
  readonly subRegister?: string | undefined;
  readonly unsolved?: boolean | undefined;
  readonly mine?: boolean | undefined;
};

/** Which rows an export holds, in words: a paper that leaves rows out says so itself. */
export async function describeScope(
  deps: { organisation: OrganisationDirectory },
  register: RegisterRow,
  filter: ExportFilter,
): Promise<string> {
  const unit = filter.unit === undefined ? undefined : await deps.organisation.findUnit(filter.unit);
  const parts = [
    filter.unit && exportText('scope.unit', { name: unit?.name ?? filter.unit }),
    filter.channel &&
      exportText('scope.channel', { name: exportText(`channel.${Channel.parse(filter.channel)}`) }),
    filter.direction && exportText(`direction.${Direction.parse(filter.direction)}`),
    filter.status && exportText(`status.${EntryStatus.parse(filter.status)}`),
    filter.subRegister &&
      exportText('scope.sub-register', { name: subRegisterName(register, filter.subRegister) }),
    filter.unsolved && exportText('scope.unsolved'),
    filter.mine && exportText('scope.mine'),
  ].filter(Boolean);
  return parts.length === 0
    ? exportText('scope.whole')
    : exportText('scope.filtered', { parts: parts.join(', ') });
}

const subRegisterName = ({ subRegisters }: RegisterRow, code: string): string =>
  subRegisters.find((sub) => sub.code === code)?.name ?? code;
