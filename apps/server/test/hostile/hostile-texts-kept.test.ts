import { sample } from './a-hostile-world.ts';
import { keepTexts } from './keep-texts.ts';

await keepTexts(sample);
