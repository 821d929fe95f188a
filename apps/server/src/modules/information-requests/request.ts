import type {
  InformationAction,
  InformationDetails,
  InformationResult,
  LetterKind,
  MissingDetail,
} from '@opis/contracts';

/** Rules of deadlines that this module names; value, article and count mode are data (INF-01..12). */
export const rules = {
  answer: 'INF-01-10',
  extended: 'INF-01-30',
  press: 'INF-05',
  refusal: 'INF-02',
  redirection: 'INF-12',
  complaintAnswer: 'INF-06',
  complaintLodging: 'INF-06-30',
} as const;

/** What decides within which term a request is answered. `due`: the day of the first 10 days that everybody is given. */
export type AnswerFacts = Pick<InformationDetails, 'form' | 'press'> & {
  readonly due: string;
  /** Days on which notices of extension left and did not come back. */
  readonly noticesLeftOn: readonly string[];
};

/**
 * The rule of the answer's term. Spoken requests of the press: 24 hours (art. 8). Thirty days only when the requester was
 * told inside the first ten (art. 7 (1)): without such a notice they stay ten.
 */
export function answerRuleOf({ form, press, due, noticesLeftOn }: AnswerFacts): string {
  if (press && form === 'verbal') return rules.press;
  return noticesLeftOn.some((day) => day <= due) ? rules.extended : rules.answer;
}

/** A letter about a request that left and did not come back. */
export type LeftLetter = {
  readonly id: string;
  readonly kind: LetterKind;
  readonly on: string;
  readonly at: Date;
};

/** The answer that a request has had, and the letter that was it. */
export type LetterResult = { readonly kind: InformationResult; readonly letter: LeftLetter };

const resultOfKind: Partial<Readonly<Record<LetterKind, InformationResult>>> = {
  answer: 'favourable',
  'partial-refusal': 'partial',
  refusal: 'refused',
  information: 'pointed',
};

/**
 * The nature of the answer, from the letters that are gone: the last one that answers. A redirection counts once both its
 * letters left: to the authority and to the requester (Norms, INF-12).
 */
export function resultOf(letters: readonly LeftLetter[]): LetterResult | null {
  const answers = letters.flatMap((letter) => {
    const kind = resultOfKind[letter.kind];
    return kind === undefined ? [] : [{ kind, letter }];
  });
  const pair = (['redirection', 'redirection-notice'] as const).map((kind) =>
    letters
      .filter((letter) => letter.kind === kind)
      .toSorted(byMoment)
      .at(-1),
  );
  const [one, other] = pair;
  if (one && other)
    answers.push({ kind: 'redirected', letter: [one, other].toSorted(byMoment).at(-1) ?? other });
  return answers.toSorted((left, right) => byMoment(left.letter, right.letter)).at(-1) ?? null;
}

const byMoment = (left: LeftLetter, right: LeftLetter) => left.at.getTime() - right.at.getTime();

/** What art. 6 (3) asks for and is not there. Electronic and spoken requests bear no signature (art. 7 (3), art. 8). */
export function missingOf(
  details: InformationDetails,
  { issuer, address, subject }: { issuer: string; address: string; subject: string },
): MissingDetail[] {
  const lacks: [MissingDetail, boolean][] = [
    ['information', (details.information ?? subject).trim() === ''],
    ['name', issuer.trim() === ''],
    ['address', details.form !== 'verbal' && (details.answerAddress ?? address).trim() === ''],
    ['signature', details.form === 'paper' && !details.signed],
    ['domain', details.domain === null],
  ];
  return lacks.filter(([, lacking]) => lacking).map(([what]) => what);
}

/** What the policy needs to know of a request. `may…`: what the person may do with its case file. */
export type RequestStanding = {
  readonly isComplaint: boolean;
  readonly closed: boolean;
  readonly mayEdit: boolean;
  readonly mayDecide: boolean;
  readonly mayReopen: boolean;
  readonly mayRegister: boolean;
  readonly answered: boolean;
  readonly refusedOrLate: boolean;
  readonly extended: boolean;
  /** A letter that asks the requester for clarification is drawn up and has not left yet. */
  readonly clarifying: boolean;
  readonly unpaid: boolean;
  readonly published: boolean;
  readonly decided: boolean;
  /** A complaint that is tied to the request it is about. */
  readonly tied: boolean;
};

/** What a person may do to a request now. */
export function informationActions(standing: RequestStanding): InformationAction[] {
  const { isComplaint, closed, mayEdit, mayDecide, mayReopen, mayRegister } = standing;
  const { answered, refusedOrLate, extended, clarifying, unpaid, published, decided, tied } = standing;
  const open = !closed && mayDecide;
  const after = closed ? mayReopen : mayDecide;
  const acts: [InformationAction, boolean][] = isComplaint
    ? [
        ['tie-complaint', !closed && mayEdit && !tied],
        ['decide-complaint', open && !decided],
      ]
    : [
        ['edit-details', !closed && mayEdit],
        ['extend', open && !answered && !extended],
        ['refuse', open && !answered],
        ['redirect', open && !answered],
        ['point', open && !answered],
        ['draft-answer', open && !answered],
        ['ask-clarification', open && !answered && !clarifying],
        ['charge', open],
        ['record-payment', unpaid && after],
        ['complain', mayRegister && refusedOrLate],
        ['record-court-case', after && refusedOrLate],
        ['publish', answered && after && !published],
        ['withdraw-publication', after && published],
      ];
  return acts.filter(([, allowed]) => allowed).map(([action]) => action);
}
