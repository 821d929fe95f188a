import type { InformationAction, InformationRequest } from '@opis/contracts';
import { Band, Button, Tag } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, useState } from 'react';
import { readInformationRequest } from '../../api/information-requests.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import {
  ChargeDialog,
  CourtDialog,
  DetailsDialog,
  ExtendDialog,
  PaymentDialog,
  PointDialog,
  PublishDialog,
  VerdictDialog,
} from './act-dialogs.tsx';
import { ClarifyDialog } from './clarify-dialog.tsx';
import { ComplainDialog } from './complain-dialog.tsx';
import type { ActDialogProps } from './dialog-fields.tsx';
import './information.css';
import { RedirectDialog } from './redirect-dialog.tsx';
import { RefuseDialog } from './refuse-dialog.tsx';
import { RequestFacts } from './request-facts.tsx';
import { RequestHistory } from './request-history.tsx';
import { SimilarRequestsBand } from './similar-requests-band.tsx';
import { TieDialog } from './tie-dialog.tsx';
import { informationKeys, useInformationAct } from './use-information-act.ts';

/** Codes of the procedures whose files have this section. */
export const informationProcedures: readonly string[] = ['foi-request', 'foi-complaint'];

/** Everything that Legea 544/2001 ties to this file: its days, what it says, what was decided, what units said. */
export function InformationSection({ fileId }: { fileId: string }) {
  const { data, error } = useQuery({
    queryKey: informationKeys.one(fileId),
    queryFn: ({ signal }) => readInformationRequest(fileId, signal),
    staleTime: 5_000,
  });
  if (error) return <FailureBand error={error} />;
  return data ? <Section key={data.id} request={data} /> : null;
}

type DialogAction = Exclude<InformationAction, 'draft-answer' | 'withdraw-publication'>;

const dialogs: Readonly<Record<DialogAction, ComponentType<ActDialogProps>>> = {
  'edit-details': DetailsDialog,
  extend: ExtendDialog,
  refuse: RefuseDialog,
  redirect: RedirectDialog,
  point: PointDialog,
  'ask-clarification': ClarifyDialog,
  charge: ChargeDialog,
  'record-payment': PaymentDialog,
  complain: ({ request, onDone, onClose }) => (
    <ComplainDialog request={request} onDone={() => onDone(request)} onClose={onClose} />
  ),
  'record-court-case': CourtDialog,
  publish: PublishDialog,
  'tie-complaint': TieDialog,
  'decide-complaint': VerdictDialog,
};

function Section({ request }: { request: InformationRequest }) {
  const t = useText();
  const [asked, setAsked] = useState<DialogAction | null>(null);
  const done = (action: InformationAction) => () => {
    setAsked(null);
    showToast(t(`info.done.${action}`));
  };
  const drafting = useInformationAct(request, done('draft-answer'));
  const withdrawing = useInformationAct(request, done('withdraw-publication'));
  const start = (action: InformationAction) => {
    if (action === 'draft-answer') void drafting.act('answer', {});
    else if (action === 'withdraw-publication') void withdrawing.act('publication/withdrawal', {});
    else setAsked(action);
  };
  const Asked = asked && dialogs[asked];
  const failure = drafting.error ?? withdrawing.error;
  return (
    <section className="info" aria-labelledby="info-title">
      <h2 className="case-entry-head" id="info-title">
        {t(request.complaint ? 'info.title-complaint' : 'info.title')}
        <Tag>{t('info.law')}</Tag>
        {request.result && (
          <Tag tone={request.result.kind === 'refused' ? 'warn' : 'ok'}>
            {t(`info.result.${request.result.kind}`)}
          </Tag>
        )}
      </h2>
      {request.missing.length > 0 && !request.closed && (
        <Band tone="warn" icon="warning">
          <p>
            {t('info.missing', { what: request.missing.map((each) => t(`info.missing.${each}`)).join(', ') })}
          </p>
        </Band>
      )}
      <SimilarRequestsBand request={request} />
      {failure !== null && <FailureBand error={failure} />}
      <Actions request={request} onStart={start} />
      <RequestFacts request={request} />
      <RequestHistory request={request} />
      {Asked && asked && <Asked request={request} onDone={done(asked)} onClose={() => setAsked(null)} />}
    </section>
  );
}

function Actions({
  request: { actions },
  onStart,
}: {
  request: InformationRequest;
  onStart: (action: InformationAction) => void;
}) {
  const t = useText();
  if (actions.length === 0) return null;
  const first = actions.find((action) => action === 'draft-answer' || action === 'decide-complaint');
  return (
    <fieldset className="info-acts" aria-label={t('info.acts')}>
      {[...actions]
        .sort((left, right) => Number(right === first) - Number(left === first))
        .map((action) => (
          <Button
            key={action}
            kind={action === first ? 'primary' : 'secondary'}
            size="small"
            onClick={() => onStart(action)}
          >
            {t(`info.act.${action}`)}
          </Button>
        ))}
    </fieldset>
  );
}
