import { ComplaintAbout, type InformationResult } from '@opis/contracts';
import { Field, Segmented } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { lodgeComplaint } from '../../api/information-requests.ts';
import { uploadFile } from '../../api/upload-file.ts';
import { useText } from '../../parts/text.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { Line, Pick } from './dialog-fields.tsx';
import { InformationForm } from './information-form.tsx';
import { informationKeys } from './use-information-act.ts';

type ComplainDialogProps = {
  request: { id: string; result: { kind: InformationResult } | InformationResult | null };
  onDone: () => void;
  onClose: () => void;
};

/** Ways on which a complaint comes, as the book knows them. */
const channels = ['counter', 'email', 'post', 'courier', 'portal'] as const;

/** A complaint to the head of the institution (art. 21): it takes a number and a file of its own, with its paper. */
export function ComplainDialog({ request, onDone, onClose }: ComplainDialogProps) {
  const t = useText();
  const queries = useQueryClient();
  const requestId = useRef(crypto.randomUUID());
  const [about, setAbout] = useState<ComplaintAbout>(request.result === null ? 'silence' : 'refusal');
  const [knownOn, setKnownOn] = useState(useToday());
  const [channel, setChannel] = useState<(typeof channels)[number]>('counter');
  const [subject, setSubject] = useState('');
  const [sheets, setSheets] = useState('1');
  const [scan, setScan] = useState<File | null>(null);
  const lodging = useMutation({
    async mutationFn() {
      return lodgeComplaint(request.id, {
        ...{ requestId: requestId.current, about, knownOn, channel, sheets: Number(sheets) },
        ...(subject.trim() !== '' && { subject }),
        uploads: scan === null ? [] : [await sendScan(scan)],
      });
    },
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
      <Pick
        id="channel"
        label={t('info.complain-channel')}
        value={channel}
        options={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
        onChange={(value) => setChannel(value ?? 'counter')}
      />
      <Line
        id="subject"
        label={t('info.complain-subject')}
        hint={t('info.complain-subject-hint')}
        value={subject}
        onChange={setSubject}
      />
      <Line id="sheets" type="number" label={t('info.complain-sheets')} value={sheets} onChange={setSheets} />
      <Field id="info-scan" label={t('info.complain-scan')}>
        {(control) => (
          <input
            {...control}
            type="file"
            className="input is-file"
            accept="application/pdf,image/*"
            onChange={(event) => setScan(event.target.files?.[0] ?? null)}
          />
        )}
      </Field>
    </InformationForm>
  );
}

async function sendScan(scan: File): Promise<string> {
  const { signal } = new AbortController();
  return (await uploadFile(scan, { onProgress: () => undefined, signal })).id;
}
