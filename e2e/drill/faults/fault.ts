import type { Closing } from '../../../apps/server/src/platform/closing.ts';
import type { Scene } from '../prove-whole.ts';
import type { Random } from '../seeded-random.ts';
import type { FalseClock } from './false-clock.ts';

/** What a fault works with: an installation of its own, nothing registered in it. */
export type FaultScene = Scene & { random: Random; closing: Closing };

/** One thing that goes wrong around the product, and the proof that the register kept its promise. */
export type Fault = {
  name: string;
  /** A sentence for the report: what was done, and what has to come of it. */
  sentence: string;
} & (
  | { needs: 'nothing' | 'mount'; prove(scene: FaultScene): Promise<void> }
  | { needs: 'false-clock'; prove(scene: FaultScene & { clock: FalseClock }): Promise<void> }
);
