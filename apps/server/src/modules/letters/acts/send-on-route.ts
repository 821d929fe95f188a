import {
  AppError,
  type ErrorCode,
  formatRegistrationNumber,
  type LetterDetail,
  type LetterLack,
  letterKinds,
  type SendLetterOnRouteRequest,
} from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import messages from '../../../../messages/letter-words.ro.json' with { type: 'json' };
import type { NewTask } from '../../case-files/index.ts';
import type { Actor } from '../../identity/index.ts';
import { lacksOf, type Signature } from '../letter.ts';
import type { LetterDeps } from '../letter-deps.ts';
import { type LetterFacts, toMergeValues } from '../letter-facts.ts';
import { insertRoute, keepVersion, nameLine, updateLetter } from '../letter-store.ts';
import { askRoute } from '../neighbours.ts';
import { getLetter, type SeenLetter } from '../views/get-letter.ts';
import { listSigners, type Signer } from '../views/route-choices.ts';
import { actOnLetter } from './act-on-letter.ts';

const texts = openTexts(messages);

/**
 * Sends a draft to be endorsed and signed; its text is fixed from then on. Refused with what it lacks: an answer of a
 * procedure that asks it goes nowhere without its legal basis and two signers (PET-13, art. 13 of OG 27/2002), nor before
 * somebody was given the file to solve (PET-12, art. 12).
 */
export async function sendLetterOnRoute(
  deps: LetterDeps,
  actor: Actor,
  { id, requestId, version, ...asked }: SendLetterOnRouteRequest & { id: string },
): Promise<LetterDetail> {
  await actOnLetter(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'send-on-route',
      event: 'letter.sent-on-route',
      body: asked,
      async prepare({ state, facts }, demands) {
        const signers = pickSigners(await listSigners(deps, state), asked.signers);
        const institution = await deps.organisation.institution();
        const fields = toMergeValues(facts, { institution, content: state.draft, datedOn: null });
        const lacks = lacksOf(state.draft, {
          ...{ demands, fields, signers: signers.length, kind: state.kind },
          assigned: facts.assigned,
        });
        if (lacks.length > 0) throw incomplete(lacks);
        return { signers, endorsers: await findEndorsers(deps, asked.endorsers) };
      },
      async write({ tx, acting, at, letter, facts, demands }, { signers, endorsers }) {
        const { number: versionNumber } = await keepVersion(tx, acting, { id, content: letter.draft }, at);
        const number = letter.routeNumber + 1;
        const route = { letterId: id, number, versionNumber, signing: asked.signing, signatures: signers };
        const routeId = await insertRoute(tx, acting, { ...route, endorsements: endorsers.length }, at);
        await updateLetter(
          tx,
          id,
          {
            status: endorsers.length === 0 ? 'approved' : 'in-route',
            route: number,
            signatures: demands.signatures,
            legalBasis: demands.legalBasis,
            closesFile: asked.closesFile && letterKinds[letter.kind].concludes,
          },
          at,
        );
        const steps = toSteps(letter.kind, { facts, endorsers, signers });
        const line = await askRoute(tx, deps, acting, { letter, routeId, steps });
        if (line !== null) await nameLine(tx, routeId, line);
      },
    },
  );
  return getLetter(deps, actor, id);
}

/** Endorsements one after another, then the head of the unit, then the head of the institution. */
function toSteps(
  kind: SeenLetter['state']['kind'],
  {
    facts,
    endorsers,
    signers,
  }: { facts: LetterFacts; endorsers: readonly Endorser[]; signers: readonly Signed[] },
): NewTask[][] {
  const values = {
    kind: texts(`kind.${kind}`),
    number: formatRegistrationNumber(facts.number, facts.registeredOn),
  };
  const common = { dueOn: null };
  return [
    ...endorsers.map((to): NewTask[] => [
      { ...common, ...to, kind: 'endorsement', text: texts('task.endorse', values) },
    ]),
    ...signers
      .toSorted((left, right) => right.slot.localeCompare(left.slot))
      .map(({ staffId }): NewTask[] => [
        { ...common, unitId: null, personId: staffId, kind: 'signature', text: texts('task.sign', values) },
      ]),
  ];
}

type Signed = Pick<Signature, 'slot' | 'staffId' | 'name' | 'title'>;

function pickSigners(choices: readonly Signer[], asked: SendLetterOnRouteRequest['signers']): Signed[] {
  const people = new Set(asked.map(({ person }) => person));
  if (people.size < asked.length) throw refused('signers.1.person', 'letter.signer-twice');
  if (new Set(asked.map(({ slot }) => slot)).size < asked.length)
    throw refused('signers.1.slot', 'field.invalid');
  return asked.map(({ slot, person }, index) => {
    const found = choices.find((choice) => choice.slot === slot && choice.id === person);
    if (found === undefined) throw refused(`signers.${index}.person`, 'letter.signer-not-found');
    return { slot, staffId: found.id, name: found.name, title: found.title };
  });
}

type Endorser = { unitId: string | null; personId: string | null };

async function findEndorsers(
  { organisation }: LetterDeps,
  asked: SendLetterOnRouteRequest['endorsers'],
): Promise<Endorser[]> {
  return Promise.all(
    asked.map(async ({ unit, person }, index) => {
      if (person !== undefined && unit === undefined) return { unitId: null, personId: person };
      const found =
        unit === undefined || person !== undefined ? undefined : await organisation.findUnit(unit);
      if (found === undefined) throw refused(`endorsers.${index}`, 'letter.endorser-not-found');
      return { unitId: found.id, personId: null };
    }),
  );
}

const fieldOf: Readonly<Record<LetterLack, { path: string; code: ErrorCode }>> = {
  addressee: { path: 'content.addressee.name', code: 'field.required' },
  address: { path: 'content.addressee.address', code: 'field.required' },
  subject: { path: 'content.subject', code: 'field.required' },
  body: { path: 'content.body', code: 'field.required' },
  'legal-basis': { path: 'content.legalBasis', code: 'letter.no-legal-basis' },
  signatures: { path: 'signers', code: 'letter.two-signatures' },
  assignment: { path: 'caseFile', code: 'letter.not-assigned' },
  numbers: { path: 'content.body', code: 'field.required' },
  'empty-field': { path: 'content.body', code: 'letter.incomplete' },
};

/** What is missing, each in its field; the one reason by its own words. */
export function incomplete(lacks: readonly LetterLack[]): AppError {
  const fields = lacks.map((lack) => fieldOf[lack]);
  const [only] = fields;
  const own =
    only && fields.length === 1 && only.code.startsWith('letter.') ? only.code : 'letter.incomplete';
  return new AppError('validation', own, { fields });
}

const refused = (path: string, code: ErrorCode) =>
  new AppError('validation', code, { fields: [{ path, code }] });
