import { test } from 'vitest';
import { aMailWorld } from '../../../test/a-mail-world.ts';
import { provesNeverSentTwice } from '../../../test/never-sent-twice.ts';
import { aDatabase } from '../../../test/test-database.ts';

const world = await aMailWorld(await aDatabase());

test('whenever processes die and however servers answer, a message is taken once or shown as uncertain, 300 times', () =>
  provesNeverSentTwice(world, 300));
