import {
  type LetterAction,
  type LetterKind,
  type LetterSigning,
  type LetterStatus,
  letterKinds,
} from '@opis/contracts';

/** What the policy needs to know of a letter and of who looks at it. */
export type LetterRights = {
  readonly kind: LetterKind;
  readonly status: LetterStatus;
  readonly signing: LetterSigning | null;
  readonly fileClosed: boolean;
  /** Works on the file: may write in it. */
  readonly writes: boolean;
  /** Dispatches for the register of the file: alone sends what leaves the house (PET-03, art. 6 of OG 27/2002). */
  readonly dispatches: boolean;
  /** Is asked to sign it and has not. */
  readonly signs: boolean;
};

/** What somebody may do to a letter now; the server checks the same list that the console draws. */
export function letterActions(letter: LetterRights): LetterAction[] {
  return states[letter.status](letter);
}

const given = (held: boolean, ...actions: LetterAction[]) => (held ? actions : []);

const underWay = ({ writes, dispatches, signing, signs, status }: LetterRights) => [
  ...given(signs && signing === 'electronic' && status === 'approved', 'sign'),
  ...given((writes || dispatches) && signing === 'paper' && status !== 'in-route', 'record-paper'),
  ...given(writes, 'recall'),
];

const states: Readonly<Record<LetterStatus, (letter: LetterRights) => LetterAction[]>> = {
  draft: ({ kind, writes, fileClosed }) => [
    ...given(writes && (!fileClosed || letterKinds[kind].outlasts), 'edit', 'send-on-route'),
    ...given(writes, 'withdraw'),
  ],
  'in-route': underWay,
  approved: underWay,
  signed: underWay,
  ready: ({ kind, writes, dispatches }) => [
    ...given(dispatches && letterKinds[kind].registers, 'hand-over'),
    ...given(dispatches || (writes && !letterKinds[kind].registers), 'record-sent'),
  ],
  left: ({ kind, writes, dispatches }) =>
    given(dispatches || (writes && !letterKinds[kind].registers), 'record-return'),
  withdrawn: () => [],
};
