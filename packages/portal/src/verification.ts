/** What the visitor says is on the paper; null where the paper was scanned or the field left empty. */
export type PaperClaim = { number: number; date: string | null; time: string | null };

/** The row without any personal data. Dates are plain, hours `10:42`, both in Europe/Bucharest. */
export type VerifiedEntry = {
  registerName: string;
  number: number;
  year: number;
  date: string;
  time: string;
  annulled: boolean;
};

/** What only the holder of the receipt's code is shown. `initials` is empty when there is no sender. */
export type VerifiedContents = { initials: string; subject: string; sheets: number; annexes: number };

/** A signed head of the book: its hash (hex), and when it was signed. */
export type ShownHead = { hash: string; date: string; time: string };

/** The row's place in the chain. `after` is null until the night's head is signed; `whole` is false when links fail. */
export type Proof = { hash: string; before: ShownHead | null; after: ShownHead | null; whole: boolean };

/**
 * What the register says of a paper. Wrong, missing and forbidden are one outcome. `contents` is null without the
 * code; a date or hour that differs is told only to who has the code (otherwise it is `not-found`).
 */
export type VerificationModel =
  | { outcome: 'not-found' }
  | {
      outcome: 'found';
      paper: PaperClaim;
      entry: VerifiedEntry;
      contents: VerifiedContents | null;
      proof: Proof;
    };

/** A found row with all that is known of it. */
export type FoundEntry = Extract<VerificationModel, { outcome: 'found' }>;

/** What is said first. A chain that fails comes before everything: nothing can be confirmed by it. */
export type Verdict = 'authentic' | 'matching' | 'changed' | 'annulled' | 'broken';

/** Decides the verdict of a found row. */
export function verdictOf(found: FoundEntry): Verdict {
  if (!found.proof.whole) return 'broken';
  if (differencesOf(found).some((row) => row.differs)) return 'changed';
  if (found.entry.annulled) return 'annulled';
  return found.contents ? 'authentic' : 'matching';
}

/** One line of the comparison; `paper` and `register` are plain values, dates not yet written as people write them. */
export type Difference = {
  field: 'number' | 'date' | 'time';
  paper: string;
  register: string;
  differs: boolean;
};

/** The paper beside the register, for what the visitor told of the paper. */
export function differencesOf({ paper, entry }: FoundEntry): Difference[] {
  const row = (field: Difference['field'], told: string | null, register: string) =>
    told === null ? [] : [{ field, paper: told, register, differs: told !== register }];
  return [
    ...row('number', String(paper.number), String(entry.number)),
    ...row('date', paper.date, entry.date),
    ...row('time', paper.time, entry.time),
  ];
}
