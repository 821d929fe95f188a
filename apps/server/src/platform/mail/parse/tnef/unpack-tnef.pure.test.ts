import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anAttribute, aWinmail, properties, text16, u32 } from '../../../../../test/a-winmail.ts';
import { unpackTnef } from './unpack-tnef.ts';

const paper = Buffer.from('%PDF-1.4 o cerere');
const read = (bytes: Buffer) => {
  const { files, ...rest } = unpackTnef(bytes);
  return {
    ...rest,
    files: files.map(({ name, bytes: place }) => [
      name,
      'text' in place ? place.text : bytes.subarray(place.from, place.to).toString('latin1'),
    ]),
  };
};

test('files come out under their long names, byte for byte, with the text of the message', () => {
  const bytes = aWinmail(
    [
      { name: 'cerere de ajutor, ștampilată.pdf', content: paper, mediaType: 'application/pdf' },
      { name: 'gol.txt' },
    ],
    [text16(0x1000, 'Bună ziua,\r\nva trimit cererea.')],
  );
  expect(read(bytes)).toEqual({
    whole: true,
    text: 'Bună ziua,\r\nva trimit cererea.',
    page: '',
    files: [
      ['cerere de ajutor, ștampilată.pdf', paper.toString('latin1')],
      ['gol.txt', ''],
    ],
  });
  expect(unpackTnef(bytes).files[0]?.declaredType).toBe('application/pdf');
});

test('a message within it gives its own files, and its text as a file of its name', () => {
  const inner = aWinmail([{ name: 'anexa.pdf', content: paper }], [text16(0x1000, 'Mesajul vechi')]);
  expect(read(aWinmail([{ name: 'Redirecționat', embedded: inner }]))).toMatchObject({
    whole: true,
    files: [
      ['Redirecționat.txt', 'Mesajul vechi'],
      ['anexa.pdf', paper.toString('latin1')],
    ],
  });
});

test('what is broken, missing or too much is said, and what stood whole before it is given', () => {
  const good = { name: 'bun.pdf', content: paper };
  const kept = [['bun.pdf', paper.toString('latin1')]];
  const next = anAttribute(2, 0x00069002, Buffer.alloc(14));
  const endless = Buffer.concat([next, Buffer.from([2]), u32(0x0006800f), u32(0xffff_ffff), paper]);
  const lying = anAttribute(2, 0x00069005, Buffer.concat([u32(0xffff_ffff), Buffer.alloc(40)]));
  const damaged = Buffer.concat([next, anAttribute(2, 0x0006800f, paper, 1)]);
  for (const more of [endless, Buffer.concat([next, lying]), damaged, Buffer.from([9])])
    expect(read(aWinmail([good], [], [more]))).toMatchObject({ whole: false, files: kept });
  expect(read(aWinmail([good, { name: 'pe-disc.pdf', elsewhere: true }]))).toMatchObject({
    whole: false,
    files: kept,
  });
  const many = Array.from({ length: 60 }, (_, at) => ({ name: `${at}.pdf`, content: paper }));
  expect(read(aWinmail(many))).toMatchObject({ whole: false, files: { length: 50 } });
  expect(read(Buffer.from('nu este'))).toMatchObject({ whole: false, files: [] });
});

test('messages within messages are opened five deep', () => {
  const nested = (depth: number): Buffer =>
    depth === 0
      ? aWinmail([{ name: 'fund.pdf', content: paper }])
      : aWinmail([{ name: 'mesaj', embedded: nested(depth - 1) }]);
  expect(read(nested(4))).toMatchObject({ whole: true, files: [['fund.pdf', paper.toString('latin1')]] });
  expect(read(nested(5))).toMatchObject({ whole: false, files: [] });
});

test('a text that only Microsoft’s form holds leaves the file as it is, whatever else came out', () => {
  const rich = { type: 0x102, id: 0x1009, value: Buffer.from('LZFu') };
  expect(read(aWinmail([{ name: 'a.pdf', content: paper }], [rich]))).toMatchObject({
    whole: false,
    files: { length: 1 },
  });
  expect(read(aWinmail([], [rich, text16(0x1000, 'Și ca text')])).whole).toBe(true);
});

test('whatever bytes it is given it ends, reads nothing beyond them and gives no more than fits', () => {
  const sound = aWinmail(
    [
      { name: 'cerere.pdf', content: paper, contentId: 'a@b' },
      { name: 'mesaj', embedded: aWinmail([{ name: 'x.pdf', content: paper }]) },
    ],
    [text16(0x1000, 'Text'), { type: 0x102, id: 0x1013, value: Buffer.from('<p>pagină</p>') }],
    [anAttribute(1, 0x00069003, properties([]))],
  );
  const change = fc.record({ at: fc.nat(sound.length - 1), value: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), fc.nat(sound.length), (changes, length) => {
      const bytes = Buffer.from(sound);
      for (const { at, value } of changes) bytes[at] = value;
      const cut = bytes.subarray(0, length);
      for (const { bytes: place } of unpackTnef(cut).files)
        if (!('text' in place)) {
          expect(place.from).toBeLessThanOrEqual(place.to);
          expect(place.to).toBeLessThanOrEqual(cut.length);
        }
    }),
    { numRuns: 500 },
  );
});
