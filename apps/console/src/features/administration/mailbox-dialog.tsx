import type {
  AfterFetch,
  Mailbox,
  MailSecurity,
  SaveMailboxRequest,
  TestMailboxResponse,
} from '@opis/contracts';
import { Band, Button, Field, Segmented } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ProblemError } from '../../api/http.ts';
import { saveMailbox, testMailbox } from '../../api/mailboxes.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { FormDialog } from './form-dialog.tsx';
import { UnitField } from './unit-field.tsx';

const securities: readonly MailSecurity[] = ['tls', 'starttls', 'none'];
const afterwards: readonly AfterFetch[] = ['keep', 'seen', 'move', 'delete'];
const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Bucharest' });

type Draft = Pick<Mailbox, 'name' | 'address' | 'channel' | 'active'> & {
  readonly host: string;
  readonly port: string;
  readonly security: MailSecurity;
  readonly username: string;
  readonly password: string;
  readonly folder: string;
  readonly afterFetch: AfterFetch;
  readonly moveTo: string;
  readonly fetchSince: string;
  readonly unit: string | null;
};

function toDraft(mailbox: Mailbox | null): Draft {
  return {
    name: mailbox?.name ?? '',
    address: mailbox?.address ?? '',
    channel: mailbox?.channel ?? 'imap',
    active: mailbox?.active ?? true,
    host: mailbox?.server?.host ?? '',
    port: String(mailbox?.server?.port ?? 993),
    security: mailbox?.server?.security ?? 'tls',
    username: mailbox?.server?.username ?? '',
    password: '',
    folder: mailbox?.server?.folder ?? 'INBOX',
    afterFetch: mailbox?.afterFetch ?? 'keep',
    moveTo: mailbox?.moveTo ?? '',
    fetchSince: mailbox?.fetchSince ?? today(),
    unit: mailbox?.unit?.code ?? null,
  };
}

const toServer = (draft: Draft) => ({
  ...{
    host: draft.host.trim(),
    port: Number(draft.port),
    security: draft.security,
    folder: draft.folder.trim(),
  },
  ...{ username: draft.username.trim(), password: draft.password === '' ? null : draft.password },
});

function toRequest(draft: Draft, mailbox: Mailbox | null, requestId: string): SaveMailboxRequest {
  const fetched = draft.channel === 'imap';
  return {
    ...{ requestId, id: mailbox?.id ?? null, version: mailbox?.version ?? 0 },
    ...{
      name: draft.name.trim(),
      address: draft.address.trim(),
      channel: draft.channel,
      active: draft.active,
    },
    server: fetched ? toServer(draft) : null,
    afterFetch: fetched ? draft.afterFetch : null,
    moveTo: fetched && draft.afterFetch === 'move' ? draft.moveTo.trim() : null,
    fetchSince: fetched ? draft.fetchSince : null,
    ...{ unit: draft.unit, office: mailbox?.office?.code ?? null },
  };
}

const isServerWhole = ({ host, port, username, folder }: Draft): boolean =>
  /^\d{1,5}$/.test(port) && [host, username, folder].every((text) => text.trim() !== '');

/** Makes a mailbox, or changes one; its server can be tried before anything is kept. */
export function MailboxDialog({ mailbox, onClose }: { mailbox: Mailbox | null; onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => toDraft(mailbox));
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const change = (changes: Partial<Draft>) => {
    setRequestId(crypto.randomUUID());
    setDraft((now) => ({ ...now, ...changes }));
  };
  const saving = useMutation({
    mutationFn: () => saveMailbox(toRequest(draft, mailbox, requestId)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['mailboxes'] });
      showToast(t('mailboxes.saved'));
      onClose();
    },
  });
  const ready =
    draft.name.trim() !== '' &&
    draft.address.includes('@') &&
    (draft.channel === 'smtp' || isServerWhole(draft));
  const text = (name: 'name' | 'address', first = false) => (
    <Line
      id={`mailbox-${name}`}
      label={t(`mailboxes.${name}`)}
      first={first}
      value={draft[name]}
      onChange={(value) => change({ [name]: value })}
    />
  );
  return (
    <FormDialog
      title={t(mailbox ? 'mailboxes.change' : 'mailboxes.add')}
      error={saving.error}
      act={{ label: t('admin.save'), ready, pending: saving.isPending, onPress: () => saving.mutate() }}
      onClose={onClose}
    >
      {text('name', true)}
      {text('address')}
      {!mailbox && (
        <Segmented
          name="mailbox-channel"
          label={t('mailboxes.channel')}
          choices={(['imap', 'smtp'] as const).map((value) => ({
            value,
            label: t(`mailboxes.channel.${value}`),
          }))}
          value={draft.channel}
          onChange={(channel) => change({ channel })}
        />
      )}
      {draft.channel === 'smtp' ? (
        <p className="second">{t('mailboxes.channel.smtp-hint')}</p>
      ) : (
        <ServerFields
          {...{ draft, mailbox, change }}
          wrongPassword={saving.isPending ? undefined : wrongAt('server.password', saving.error)}
        />
      )}
      <UnitField
        id="mailbox-unit"
        label={t('mailboxes.unit')}
        hint={t('mailboxes.unit-hint')}
        value={draft.unit}
        onChange={(unit) => change({ unit })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={draft.active}
          onChange={(event) => change({ active: event.target.checked })}
        />
        {t('mailboxes.active')}
      </label>
    </FormDialog>
  );
}

/** What the server said of one field, if it is why it refused. */
const wrongAt = (path: string, error: unknown): string | undefined =>
  error instanceof ProblemError
    ? error.problem.fields.find((field) => field.path === path)?.detail
    : undefined;

type ServerProps = {
  draft: Draft;
  mailbox: Mailbox | null;
  change: (changes: Partial<Draft>) => void;
  wrongPassword: string | undefined;
};

function ServerFields({ draft, mailbox, change: changeDraft, wrongPassword }: ServerProps) {
  const t = useText();
  const testing = useMutation({
    mutationFn: () => testMailbox({ id: mailbox?.id ?? null, server: toServer(draft) }),
  });
  // An answer about another server than the one that stands there now would be believed.
  const change = (changes: Partial<Draft>) => {
    testing.reset();
    changeDraft(changes);
  };
  const mayTest = isServerWhole(draft);
  const line = (name: 'host' | 'port' | 'username' | 'folder') => (
    <Line
      id={`mailbox-${name}`}
      label={t(`mailboxes.${name}`)}
      value={draft[name]}
      onChange={(value) => change({ [name]: value })}
    />
  );
  return (
    <>
      {line('host')}
      {line('port')}
      <Choice
        id="mailbox-security"
        label={t('mailboxes.security')}
        value={draft.security}
        onChange={(value) => change({ security: securities.find((one) => one === value) ?? 'tls' })}
      >
        {securities.map((value) => (
          <option key={value} value={value}>
            {t(`mailboxes.security.${value}`)}
          </option>
        ))}
      </Choice>
      {line('username')}
      <Line
        id="mailbox-password"
        label={t('mailboxes.password')}
        type="password"
        hint={mailbox?.server?.hasPassword ? t('mailboxes.password-kept') : undefined}
        error={wrongPassword}
        value={draft.password}
        onChange={(password) => change({ password })}
      />
      {line('folder')}
      <div className="dialog-actions">
        <Button
          aria-disabled={testing.isPending || !mayTest}
          onClick={() => mayTest && !testing.isPending && testing.mutate()}
        >
          {t(testing.isPending ? 'mailboxes.testing' : 'mailboxes.test')}
        </Button>
      </div>
      <div role="status">{testing.data && <Answer answer={testing.data} />}</div>
      {testing.error && <FailureBand error={testing.error} />}
      <Choice
        id="mailbox-after"
        label={t('mailboxes.after')}
        value={draft.afterFetch}
        onChange={(value) => change({ afterFetch: afterwards.find((one) => one === value) ?? 'keep' })}
      >
        {afterwards.map((value) => (
          <option key={value} value={value}>
            {t(`mailboxes.after.${value}`)}
          </option>
        ))}
      </Choice>
      {draft.afterFetch === 'move' && (
        <Line
          id="mailbox-move"
          label={t('mailboxes.move-to')}
          value={draft.moveTo}
          onChange={(moveTo) => change({ moveTo })}
        />
      )}
      <Line
        id="mailbox-since"
        label={t('mailboxes.since')}
        type="date"
        value={draft.fetchSince}
        onChange={(fetchSince) => change({ fetchSince })}
      />
    </>
  );
}

function Answer({ answer: { outcome, words, messages } }: { answer: TestMailboxResponse }) {
  const t = useText();
  if (outcome === 'ok')
    return (
      <Band tone="note" icon="check">
        {t('mailboxes.test.ok', { count: messages ?? 0 })}
      </Band>
    );
  return (
    <Band tone="late" icon="alarm">
      {t(`mailboxes.test.${outcome}`, { words })}
    </Band>
  );
}

type LineProps = {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'password' | 'date';
  hint?: string | undefined;
  error?: string | undefined;
  first?: boolean;
};

function Line({ id, label, value, onChange, type = 'text', hint, error, first = false }: LineProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(control) => (
        <input
          {...control}
          data-first={first || undefined}
          className="input"
          type={type}
          autoComplete={type === 'password' ? 'new-password' : 'off'}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

type ChoiceProps = {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
};

function Choice({ id, label, value, onChange, children }: ChoiceProps) {
  return (
    <Field id={id} label={label}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {children}
        </select>
      )}
    </Field>
  );
}
