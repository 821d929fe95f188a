import { ComplaintAbout, type InformationResult } from '@opis/contracts';
import { Segmented } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { lodgeComplaint } from '../../api/information-requests.ts';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { Line } from './dialog-fields.tsx';
import { InformationForm } from './information-form.tsx';
import { informationKeys } from './use-information-act.ts';

type ComplainDialogProps = {
  request: { id: string; result: { kind: InformationResult } | InformationResult | null };
  onDone: () => void;
  onClose: () => void;
};

/** A complaint to the head of the institution (art. 21): it takes a number and a file of its own. */
export function ComplainDialog({ request, onDone, onClose }: ComplainDialogProps) {
  const t = useText();
  const queries = useQueryClient();
  const requestId = useRef(crypto.randomUUID());
  const [about, setAbout] = useState<ComplaintAbout>(request.result === null ? 'silence' : 'refusal');
  const [knownOn, setKnownOn] = useState(useToday());
  const lodging = useMutation({
    mutationFn: () => lodgeComplaint(request.id, { requestId: requestId.current, about, knownOn }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: informationKeys.all });
      onDone();
    },
  });
  return (
    <InformationForm
      title={t('info.act.complain')}
      submitLabel={t('info.complain-submit')}
      pending={lodging.isPending}
      error={lodging.error}
      onSubmit={() => !lodging.isPending && lodging.mutate()}
      onClose={onClose}
    >
      <Segmented
        name="info-about"
        label={t('info.about')}
        value={about}
        choices={ComplaintAbout.options.map((value) => ({ value, label: t(`info.about.${value}`) }))}
        onChange={setAbout}
      />
      <Line
        id="knownOn"
        type="date"
        label={t('info.known-on')}
        hint={t('info.known-on-hint')}
        value={knownOn}
        onChange={setKnownOn}
        first
      />
    </InformationForm>
  );
}
