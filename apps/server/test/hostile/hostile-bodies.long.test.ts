import { whole } from './a-hostile-world.ts';
import { tryBodies } from './try-bodies.ts';

await tryBodies(whole);
