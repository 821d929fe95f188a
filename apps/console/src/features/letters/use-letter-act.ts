import type { LetterDetail } from '@opis/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { NoAnswerError } from '../../api/http.ts';
import { actOnLetter, type LetterActs } from '../../api/letters.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { keepLetter } from './letter-keys.ts';

const doneWords = {
  'send-on-route': 'letter.done.route',
  recall: 'letter.done.recalled',
  withdraw: 'letter.done.withdrawn',
  'signed-paper': 'letter.done.ready',
  'hand-over': 'letter.done.left',
  sent: 'letter.done.left',
  returned: 'letter.done.returned',
} as const satisfies Record<keyof LetterActs, string>;

/** What an act says, without what the console adds: the id that makes it once, and the version it was decided on. */
export type ActBody<Kind extends keyof LetterActs> = Omit<LetterActs[Kind], 'requestId' | 'version'>;

/** Does one act to a letter; the id of the request stays until the server has answered, so that it is done once. */
export function useLetterAct<Kind extends keyof LetterActs>(
  letter: Pick<LetterDetail, 'id' | 'version' | 'caseFile'>,
  kind: Kind,
  onDone: () => void,
) {
  const t = useText();
  const queries = useQueryClient();
  const requestId = useRef(crypto.randomUUID());
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const act = async (body: ActBody<Kind>) => {
    if (pending) return;
    setPending(true);
    setError(null);
    try {
      const whole = {
        ...body,
        requestId: requestId.current,
        version: letter.version,
      } as unknown as LetterActs[Kind];
      const after = await actOnLetter(letter.id, kind, whole);
      keepLetter(queries, after, { moved: true });
      showToast(t(doneWords[kind], { number: after.caseFile.registrationNumber }));
      onDone();
    } catch (failure) {
      if (!(failure instanceof NoAnswerError)) requestId.current = crypto.randomUUID();
      setError(failure);
    } finally {
      setPending(false);
    }
  };
  return { act, pending, error };
}
