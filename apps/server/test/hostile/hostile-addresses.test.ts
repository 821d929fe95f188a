import { sample } from './a-hostile-world.ts';
import { tryAddresses } from './try-addresses.ts';

await tryAddresses(sample);
