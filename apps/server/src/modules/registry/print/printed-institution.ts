import { demonstrationCrest } from '../../../platform/demonstration-crest.ts';
import type { OrganisationDirectory } from '../../organisation/index.ts';
import type { PrintedInstitution } from './print-model.ts';

/** The institution as its papers name it. Only the demonstration has a crest. */
export async function printedInstitution(deps: {
  organisation: OrganisationDirectory;
  publicUrl: string;
}): Promise<PrintedInstitution> {
  const institution = await deps.organisation.institution();
  const { name, shortName, council, address, phone } = institution;
  const crest = institution.demonstrationPassword === null ? null : demonstrationCrest;
  const publicAddress = `${new URL(deps.publicUrl).host}/v`;
  return { name, shortName, council, address, phone, publicAddress, crest };
}
