import type { PartyKind, PartySuggestion } from '@opis/contracts';
import { foldText, startsWords } from '../../parts/fold-text.ts';
import { emptySender, type SenderDraft } from './counter-form.ts';

/**
 * The known party that Enter and Tab take for what was typed: the first one, but only when every typed word begins a
 * word of its name, or when digits were typed, which the server matches whole. „Popa Ioana” is not „Popa Ion”.
 */
export function firstMatch(
  suggestions: readonly PartySuggestion[],
  typed: string,
): PartySuggestion | undefined {
  const [first] = suggestions;
  if (!first || foldText(typed) === '') return undefined;
  return isDigits(typed) || startsWords(first.name, typed) ? first : undefined;
}

/** What the typed text becomes when the hands go on: a known party, or a new one. */
export function settleSender(draft: SenderDraft, suggestions: readonly PartySuggestion[]): SenderDraft {
  if (draft.text.trim() === '' || draft.party || draft.isNew) return draft;
  const party = firstMatch(suggestions, draft.text);
  return party ? knownSender(party) : newSender(draft);
}

export function knownSender(party: PartySuggestion): SenderDraft {
  return { ...emptySender, text: party.name, kind: party.kind, party };
}

/** The sender of the paper before: one who was new then is known now, and is looked for by name. */
export function senderAgain(sent: SenderDraft): SenderDraft {
  return sent.party ? sent : { ...emptySender, text: sent.text };
}

export function newSender(draft: SenderDraft): SenderDraft {
  return { ...draft, party: null, isNew: true, kind: guessKind(draft.text) };
}

const companies =
  /\b(s ?r ?l|s ?a|s ?c ?s|s ?n ?c|p ?f ?a|i ?i|i ?f|srl d|asociatia|fundatia|cabinet|firma|societatea|sindicat\w*)\b/;
const publicBodies =
  /\b(primaria|consiliul|judecatoria|tribunalul|curtea|parchetul|prefectura|institutia|ministerul|agentia|directia|inspectoratul|politia|scoala|liceul|colegiul|gradinita|spitalul|casa (judeteana|de pensii|de asigurari)|serviciul|oficiul|garda|administratia|anaf|ajofm|dgaspc|universitatea)\b/;

/** A first guess by the words of the name; the registrar sees it and may change it. */
export function guessKind(name: string): PartyKind {
  const folded = foldText(name);
  if (publicBodies.test(folded)) return 'public-body';
  return companies.test(folded) ? 'legal' : 'natural';
}

function isDigits(text: string): boolean {
  return /^[\d\s+().-]{4,}$/.test(text.trim()) || /^ro\s?\d{2,10}$/i.test(text.trim());
}
