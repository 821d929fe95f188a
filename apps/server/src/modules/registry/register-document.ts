import { AppError, type RegisterDocumentRequest } from '@opis/contracts';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import { canonicalHash } from '../../platform/crypto/canonical-hash.ts';
import type { Db } from '../../platform/db.ts';
import { type Actor, inNameOf } from '../identity/index.ts';
import type { OrganisationDirectory } from '../organisation/index.ts';
import { validateSender } from '../parties/index.ts';
import type { Batchers } from './batch/batchers.ts';
import type { PreparedEntry, Registered } from './batch/prepared-entry.ts';
import { mayInRegister, type RegisterDirectory, type RegisterRow } from './registers.ts';
import { resolveFollowed } from './resolve-followed.ts';

export type RegisterDocumentDeps = {
  db: Db;
  clock: Clock;
  registers: RegisterDirectory;
  organisation: OrganisationDirectory;
  batchers: Batchers;
};

/** What is registered, where; `emergency` when it was first written on a sheet of an emergency book; `origin`: made of what. */
export type ToRegister = RegisterDocumentRequest & {
  register: string;
  emergency?: PreparedEntry['emergency'];
  origin?: PreparedEntry['origin'];
};

/**
 * Registers a document: checks who asks and what was typed, resolves the codes, and waits for the number. The promise
 * resolves only when the number is durable. The same `requestId` again answers with the first result.
 */
export async function registerDocument(
  deps: RegisterDocumentDeps,
  actor: Actor,
  command: ToRegister,
): Promise<Registered> {
  const access = await deps.registers.require(actor, command.register);
  if (!mayInRegister(actor, access, 'entry.register')) throw new AppError('forbidden', 'identity.forbidden');
  const sender = command.sender && validateSender(command.sender, deps.clock.now());
  refuseFutureIssuerDate(command, deps.clock);
  const codes = await resolveCodes(deps, access.register, command);
  const follows = await resolveFollowed(deps, actor, access, command);
  return deps.batchers.of(access.register).register({
    ...toPrepared(command, codes),
    actor: { ...actor, ...inNameOf(actor, (capacity) => mayInRegister(capacity, access, 'entry.register')) },
    sender,
    follows,
    sealed: access.register.kind === 'confidential',
    register: access.register.code,
    subRegisters: access.register.subRegisters.map(({ code }) => code),
    issuer: sender?.name ?? (await deps.organisation.institution()).name,
  });
}

type Codes = { unitId: string | null; subRegister: string | null; nomenclatureCode: string | null };

function toPrepared(
  command: ToRegister,
  codes: Codes,
): Omit<PreparedEntry, 'actor' | 'sender' | 'follows' | 'sealed' | 'issuer' | 'register' | 'subRegisters'> {
  const { requestId, confirmGap, origin, ...body } = command;
  return {
    requestId,
    bodyHash: canonicalHash(body).toString('hex'),
    direction: command.direction,
    channel: command.channel,
    subject: command.subject,
    sheets: command.sheets,
    annexes: command.annexes,
    issuerNumber: command.issuerNumber || null,
    issuerDate: command.issuerDate ?? null,
    categoryCode: command.category ?? null,
    emergency: command.emergency,
    origin,
    caseFile: {
      procedure: command.procedure ?? null,
      fields: command.fields ?? null,
      presented: command.presented ?? [],
      complaint: command.complaint ?? null,
    },
    uploads: command.uploads,
    confirmGap,
    ...codes,
  };
}

// The category proposes unit, sub-register and file of the nomenclature; what the person chose wins.
async function resolveCodes(
  { organisation }: RegisterDocumentDeps,
  register: RegisterRow,
  command: RegisterDocumentRequest,
): Promise<Codes> {
  const category =
    command.category === undefined ? undefined : await organisation.findCategory(command.category);
  if (command.category !== undefined && category === undefined)
    throw unknown('category', 'registry.category-not-found');
  const unitCode = command.unit ?? category?.unitCode ?? undefined;
  const unit = unitCode === undefined ? undefined : await organisation.findUnit(unitCode);
  if (unitCode !== undefined && unit === undefined) throw unknown('unit', 'registry.unit-not-found');
  const known = (code: string | null | undefined) => register.subRegisters.some((sub) => sub.code === code);
  if (command.subRegister !== undefined && !known(command.subRegister)) {
    throw unknown('subRegister', 'registry.sub-register-not-found');
  }
  const proposed = known(category?.subRegister) ? (category?.subRegister ?? null) : null;
  return {
    unitId: unit?.id ?? null,
    subRegister: command.subRegister ?? proposed,
    nomenclatureCode: command.nomenclatureCode ?? category?.nomenclatureCode ?? null,
  };
}

function refuseFutureIssuerDate(command: RegisterDocumentRequest, clock: Clock) {
  if (command.issuerDate !== undefined && command.issuerDate > toLegalTime(clock.now()).date) {
    throw unknown('issuerDate', 'registry.issuer-date-in-future');
  }
}

const unknown = (path: string, code: ConstructorParameters<typeof AppError>[1]) =>
  new AppError('validation', code, { fields: [{ path, code }] });
