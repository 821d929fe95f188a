import type { ApiDoor } from '../load/api-door.ts';
import { askForSeconds } from '../load/ask-for-seconds.ts';
import { registrationRequests } from '../load/registrations.ts';
import type { ReferenceRegister } from '../reference/reference-register.ts';
import { type Speed, toSpeed } from '../statistics.ts';

/** The runs of one round, in the order in which they are made: reference and product take turns. */
export const registrationRuns = ['l1', 'opis32', 'l2', 'opis8', 'l1Single', 'opis1'] as const;
export type RegistrationRun = (typeof registrationRuns)[number];
export type RegistrationRound = Readonly<Record<RegistrationRun, Speed>>;

/** What the same load is on a disk whose flush takes 3 ms. */
export type SlowFlushRound = Readonly<Record<'l1' | 'opis32', Speed>>;

/** The product's own register, asked through HTTP. */
export type ProductRegister = {
  register(callers: number): Promise<Speed>;
  /** Registrations that were answered 201 so far. */
  accepted(): number;
};

export function openProductRegister(door: ApiDoor, seconds: number): ProductRegister {
  const nextRequest = registrationRequests(door);
  let accepted = 0;
  return {
    accepted: () => accepted,
    register: async (callers) => {
      const result = await askForSeconds({ address: door.address, callers, seconds, nextRequest });
      accepted += result.accepted;
      return toSpeed(result);
    },
  };
}

/** Product and reference; each run begins when the product is at rest, so that none bears what another left behind. */
export type Rivals = { product: ProductRegister; reference: ReferenceRegister; atRest(): Promise<void> };

export async function runRegistrationRound({
  product,
  reference,
  atRest,
}: Rivals): Promise<RegistrationRound> {
  const fromRest = async (run: () => Promise<Speed>) => {
    await atRest();
    return run();
  };
  return {
    l1: await fromRest(() => reference.oneByOne(32)),
    opis32: await fromRest(() => product.register(32)),
    l2: await fromRest(() => reference.inBatches()),
    opis8: await fromRest(() => product.register(8)),
    l1Single: await fromRest(() => reference.oneByOne(1)),
    opis1: await fromRest(() => product.register(1)),
  };
}

export async function runSlowFlushRound({ product, reference, atRest }: Rivals): Promise<SlowFlushRound> {
  await atRest();
  return { l1: await reference.oneByOne(32), opis32: await product.register(32) };
}
