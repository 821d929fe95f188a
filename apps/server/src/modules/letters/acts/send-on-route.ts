import {
  AppError,
  type ErrorCode,
  formatRegistrationNumber,
  type LetterDetail,
  type LetterLack,
  letterKinds,
  type SendLetterOnRouteRequest,
  type TaskToAsk,
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
import { planRoute } from '../views/planned-route.ts';
import { listSigners, type Signer } from '../views/route-choices.ts';
import { actOnLetter } from './act-on-letter.ts';
import { type AskedStep, keepToRoute } from './keep-to-route.ts';

const texts = openTexts(messages);

/**
 * Sends a draft to be endorsed and signed; its text is fixed from then on. Refused with what it lacks: an answer of a
 * procedure that asks it goes nowhere without its legal basis and two signers (PET-13, art. 13 of OG 27/2002), nor before
 * somebody was given the file to solve (PET-12, art. 12), nor past a step that its procedure requires.
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
        const planned = await planRoute(deps, { state, facts });
        const signers = pickSigners(await listSigners(deps, state), asked.signers);
        const institution = await deps.organisation.institution();
        const fields = toMergeValues(facts, { institution, content: state.draft, datedOn: null });
        const lacks = lacksOf(state.draft, {
          ...{ demands, fields, signers: signers.length, kind: state.kind },
          assigned: facts.assigned,
        });
        if (lacks.length > 0) throw incomplete(lacks);
        return { signers, steps: keepToRoute(planned, await findSteps(deps, asked.steps), asked.signers) };
      },
      async write({ tx, acting, at, letter, facts, demands }, { signers, steps }) {
        const { number: versionNumber } = await keepVersion(tx, acting, { id, content: letter.draft }, at);
        const number = letter.routeNumber + 1;
        const route = { letterId: id, number, versionNumber, signing: asked.signing, signatures: signers };
        const routeId = await insertRoute(tx, acting, { ...route, endorsements: steps.flat().length }, at);
        await updateLetter(
          tx,
          id,
          {
            status: steps.length === 0 ? 'approved' : 'in-route',
            route: number,
            signatures: demands.signatures,
            legalBasis: demands.legalBasis,
            closesFile: asked.closesFile && letterKinds[letter.kind].concludes,
          },
          at,
        );
        const words = wordsOf(letter.kind, facts);
        const line = await askRoute(tx, deps, acting, {
          ...{ letter, routeId },
          steps: [
            ...steps.map((stage) => stage.map((task) => ({ ...task, text: task.text ?? words(task.kind) }))),
            ...toSignatures(signers, { together: asked.signTogether, text: words('signature') }),
          ],
        });
        if (line !== null) await nameLine(tx, routeId, line);
      },
    },
  );
  return getLetter(deps, actor, id);
}

const wordsOf =
  (kind: SeenLetter['state']['kind'], { number, registeredOn }: LetterFacts) =>
  (asked: NewTask['kind']) =>
    asked === 'hand-over'
      ? null
      : texts(`task.${asked}`, {
          kind: texts(`kind.${kind}`),
          number: formatRegistrationNumber(number, registeredOn),
        });

/** The head of the unit, then the head of the institution, or both at once. */
function toSignatures(
  signers: readonly Signed[],
  { together, text }: { together: boolean; text: string | null },
): NewTask[][] {
  const tasks = signers
    .toSorted((left, right) => right.slot.localeCompare(left.slot))
    .map(
      ({ staffId }): NewTask => ({
        ...{ kind: 'signature', unitId: null, personId: staffId },
        ...{ dueOn: null, text },
      }),
    );
  return together ? [tasks] : tasks.map((task) => [task]);
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

async function findSteps(
  { organisation }: LetterDeps,
  asked: SendLetterOnRouteRequest['steps'],
): Promise<AskedStep[][]> {
  const find = async (task: TaskToAsk, path: string): Promise<AskedStep> => {
    const { kind, to, dueOn = null, text } = task;
    const step = { kind, dueOn, text: text || null, path };
    if (to.unit === undefined) return { ...step, unitId: null, personId: to.person ?? null };
    const unit = await organisation.findUnit(to.unit);
    if (unit === undefined) throw refused(`${path}.to.unit`, 'letter.endorser-not-found');
    return { ...step, unitId: unit.id, personId: null };
  };
  return Promise.all(
    asked.map((stage, at) => Promise.all(stage.map((step, index) => find(step, `steps.${at}.${index}`)))),
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
