import type { OutgoingAction, OutgoingDecision, OutgoingMessageRow } from '@opis/contracts';
import { Button, type IconName } from '@opis/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { NoAnswerError } from '../../api/http.ts';
import { actOnMessage } from '../../api/outgoing-mail.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { ActForm } from '../letters/act-form.tsx';
import { MessageWhole } from './message-dialog.tsx';
import { refreshMessages } from './outgoing-keys.ts';

const icons: Readonly<Record<OutgoingAction, IconName>> = {
  withdraw: 'remove',
  'send-now': 'dispatched',
  'try-again': 'retry',
  decide: 'opinion',
};

/** Opens a message whole, after exactly what the server lets this person do to it. */
export function MessageActs({ message }: { message: OutgoingMessageRow }) {
  const t = useText();
  const [deciding, setDeciding] = useState(false);
  const { act, pending } = useMessageAct(message);
  return (
    <div className="row-acts">
      {message.actions.map((action) => (
        <Button
          key={action}
          size="small"
          icon={icons[action]}
          aria-disabled={pending}
          onClick={() => (action === 'decide' ? setDeciding(true) : void act(action))}
        >
          {t(`outgoing.act.${action}`)}
        </Button>
      ))}
      <MessageWhole message={message} />
      {deciding && <DecideDialog message={message} onClose={() => setDeciding(false)} />}
    </div>
  );
}

const decisions: readonly OutgoingDecision[] = ['was-sent', 'send-again', 'not-sent'];

function DecideDialog({ message, onClose }: { message: OutgoingMessageRow; onClose: () => void }) {
  const t = useText();
  const [decision, setDecision] = useState<OutgoingDecision | null>(null);
  const [tried, setTried] = useState(false);
  const { act, pending, error } = useMessageAct(message, onClose);
  return (
    <ActForm
      title={t('outgoing.decide.title')}
      submitLabel={t('outgoing.decide.submit')}
      errors={
        tried && decision === null
          ? [{ target: 'outgoing-was-sent', text: t('outgoing.decide.missing') }]
          : []
      }
      onSubmit={() => {
        setTried(true);
        if (decision !== null) void act('decide', decision);
      }}
      {...{ pending, error, onClose }}
    >
      <p>{t('outgoing.decide.body')}</p>
      <fieldset className="outgoing-choices">
        <legend>{t('outgoing.decide.choice')}</legend>
        {decisions.map((one) => (
          <label key={one} className="outgoing-choice">
            <input
              id={`outgoing-${one}`}
              type="radio"
              name="outgoing-decision"
              checked={decision === one}
              data-first={one === 'was-sent' ? true : undefined}
              onChange={() => setDecision(one)}
            />
            {t(`outgoing.decide.${one}`)}
          </label>
        ))}
      </fieldset>
    </ActForm>
  );
}

function useMessageAct(message: OutgoingMessageRow, onDone: () => void = () => {}) {
  const t = useText();
  const queries = useQueryClient();
  const requestId = useRef(crypto.randomUUID());
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const act = async (verb: OutgoingAction, decision?: OutgoingDecision) => {
    if (pending) return;
    setPending(true);
    setError(null);
    try {
      const asked = { requestId: requestId.current, state: message.state };
      await actOnMessage(message.id, verb, decision ? { ...asked, decision } : asked);
      showToast(t(`outgoing.done.${verb}`));
      onDone();
    } catch (failure) {
      setError(failure);
      if (failure instanceof Error && verb !== 'decide') showToast(failure.message);
      if (failure instanceof NoAnswerError) return;
    } finally {
      setPending(false);
      refreshMessages(queries, message);
    }
    requestId.current = crypto.randomUUID();
  };
  return { act, pending, error };
}
