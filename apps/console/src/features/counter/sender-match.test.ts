import { describe, expect, it } from 'vitest';
import { aParty } from '../../../test/fake-api.ts';
import { emptySender } from './counter-form.ts';
import { firstMatch, guessKind, knownSender, senderAgain, settleSender } from './sender-match.ts';

const elena = aParty();
const typed = (text: string) => ({ ...emptySender, text });

describe('the sender that Enter takes', () => {
  it.each(['vad', 'vad ele', 'Elena vădineanu', 'VADINEANU', 'const elena'])(
    'is the first known one for „%s”',
    (text) => {
      expect(settleSender(typed(text), [elena])).toMatchObject({
        text: elena.name,
        party: elena,
        isNew: false,
      });
    },
  );

  it.each(['0251 123 456', 'RO 1234567', '2900101080018'])(
    'is who the server found for the digits „%s”',
    (text) => {
      expect(firstMatch([elena], text)).toBe(elena);
    },
  );

  it('is a new person when a typed word begins no word of the name', () => {
    expect(settleSender(typed('Vădineanu Ioana'), [elena])).toMatchObject({
      text: 'Vădineanu Ioana',
      isNew: true,
    });
  });

  it('is a new person when nobody is known', () => {
    expect(settleSender(typed('Ilie Țepeluș'), [])).toMatchObject({
      party: null,
      isNew: true,
      kind: 'natural',
    });
  });

  it('stays empty when nothing was typed, and stays who was chosen', () => {
    expect(settleSender(typed('  '), [elena]).isNew).toBe(false);
    const chosen = knownSender(aParty({ id: 'another', name: 'Aurel Vădineanu' }));
    expect(settleSender(chosen, [elena])).toBe(chosen);
  });

  it('taken again, who was new then is looked for by name, so that nobody is made twice', () => {
    const sent = { ...settleSender(typed('Ilie Țepeluș'), []), cnp: '1' };
    expect(senderAgain(sent)).toEqual({ ...emptySender, text: 'Ilie Țepeluș' });
    expect(senderAgain(knownSender(elena))).toEqual(knownSender(elena));
  });
});

describe('the kind guessed from a name', () => {
  it.each([
    ['Elena Vădineanu', 'natural'],
    ['Vadim Construct S.R.L.', 'legal'],
    ['Vadim Construct SRL', 'legal'],
    ['Asociația „Umbrela Copiilor”', 'legal'],
    ['Judecătoria Lunca Albă', 'public-body'],
    ['Școala Gimnazială nr. 4', 'public-body'],
    ['Casa Județeană de Pensii', 'public-body'],
    ['Sara Isabela Pfaender', 'natural'],
  ])('of %s is %s', (name, kind) => {
    expect(guessKind(name)).toBe(kind);
  });
});
