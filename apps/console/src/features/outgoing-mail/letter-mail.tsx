import type { LetterDetail } from '@opis/contracts';
import { Button } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readLetterMail } from '../../api/outgoing-mail.ts';
import { useText } from '../../parts/text.tsx';
import { MessageActs } from './message-acts.tsx';
import { MessageState } from './message-state.tsx';
import { outgoingKeys } from './outgoing-keys.ts';
import { SendDialog } from './send-dialog.tsx';
import './outgoing-mail.css';

/** On the page of a letter: sends it by e-mail, and tells what became of each message. */
export function LetterMailSection({ letter }: { letter: LetterDetail }) {
  const t = useText();
  const [sending, setSending] = useState(false);
  const { data: mail } = useQuery({
    queryKey: outgoingKeys.letter(letter.id),
    queryFn: ({ signal }) => readLetterMail(letter.id, signal),
    refetchInterval: 15_000,
  });
  if (mail === undefined) return null;
  const { messages, maySend, configured } = mail;
  if (messages.length === 0 && letter.status !== 'ready') return null;
  return (
    <section aria-labelledby="letter-mail" className="outgoing-letter">
      <h2 id="letter-mail" className="letter-aside-head">
        {t('outgoing.letter.title')}
      </h2>
      {maySend && (
        <Button icon="dispatched" kind="primary" onClick={() => setSending(true)}>
          {t('outgoing.letter.send')}
        </Button>
      )}
      {!configured && <p className="meta">{t('outgoing.letter.not-configured')}</p>}
      {configured && !maySend && messages.length === 0 && <p className="meta">{t('outgoing.letter.none')}</p>}
      <ul className="outgoing-letter-list">
        {messages.map((message) => (
          <li key={message.id}>
            <span className="outgoing-address">{message.to.address}</span>
            <MessageState message={message} />
            <MessageActs message={message} />
          </li>
        ))}
      </ul>
      {sending && <SendDialog letter={letter} mail={mail} onClose={() => setSending(false)} />}
    </section>
  );
}
