import { whole } from './a-hostile-world.ts';
import { keepTexts } from './keep-texts.ts';

await keepTexts(whole);
