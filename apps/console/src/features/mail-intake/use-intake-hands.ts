import type { IntakeDetail, IntakeItem, NotRegisteredReason, RegisteredKind } from '@opis/contracts';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useState } from 'react';
import {
  handOverMessage,
  type RegisterMessage,
  refuseMessages,
  registerMessage,
  reopenMessage,
  returnDispatch,
} from '../../api/mail-intake.ts';
import { getPreferences } from '../../parts/preferences.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { isTypingPlace, meantKeyOf } from '../../parts/use-keys.ts';
import { type IntakeActs, takenForBounce } from './decision-pane.tsx';
import { kindsByDigit } from './intake-words.ts';
import { useForgetIntake, useIntakeDetail, useReadAhead } from './use-intake.ts';

type Item = { id: string; version: number };
type Changes = Omit<RegisterMessage, 'requestId' | 'version'>;

/** The queue under the hands: where they are, what a key decides, and that the next message opens by itself. */
export function useIntakeHands(rows: readonly IntakeItem[], loadMore: () => void) {
  const t = useText();
  const place = usePlace(rows, loadMore);
  const { left, current } = place;
  const forget = useForgetIntake();
  const [open, setOpen] = useState<'change' | 'refuse' | 'join' | null>(null);
  const [picked, setPicked] = useState<{ id: string; kind: RegisteredKind }>();
  const [pageOf, setPageOf] = useState<string>();
  const detail = useIntakeDetail(current?.id);
  const chosen = picked !== undefined && picked.id === current?.id ? picked.kind : undefined;
  const message = detail.data && chosen ? asKind(detail.data, chosen) : detail.data;
  const deciding = useMutation({
    mutationFn: (act: () => Promise<void>) => act(),
    onError: () => void forget(),
  });
  const decide = (act: (item: Item) => Promise<void>) => {
    if (message && !deciding.isPending) deciding.mutate(() => act(message));
  };
  const leave = (ids: readonly string[], said: string, undo?: () => void) => {
    setOpen(null);
    setPicked(undefined);
    place.leave(ids);
    showToast(said, { undo });
    void forget();
  };
  const register = (changes: Changes) =>
    decide(async ({ id, version }) => {
      const done = await registerMessage(id, { requestId: crypto.randomUUID(), version, ...changes });
      leave(
        [id],
        t(done.confirms ? 'mail.done-confirmed' : 'mail.done', { number: done.registrationNumber }),
      );
    });
  const reopen = ({ id, version }: Item) =>
    deciding.mutate(async () => {
      await reopenMessage(id, { requestId: crypto.randomUUID(), version });
      await forget();
      place.back(id);
      showToast(t('mail.reopened'));
    });
  const refuse = (reason: NotRegisteredReason, note?: string) =>
    decide(async ({ id, version }) => {
      await refuseMessages({ requestId: crypto.randomUUID(), items: [{ id, version }], reason, note });
      const undo = () => reopen({ id, version: version + 1 });
      leave([id], t('mail.refused', { reason: t(`mail.reason.${reason}`) }), undo);
    });
  const refuseMany = (items: readonly Item[], reason: NotRegisteredReason) =>
    decide(async () => {
      await refuseMessages({ requestId: crypto.randomUUID(), items: [...items], reason });
      leave(
        items.map(({ id }) => id),
        t('mail.refused-many', { count: items.length }),
      );
    });
  const handOver = () =>
    decide(async ({ id, version }) => {
      await handOverMessage(id, { requestId: crypto.randomUUID(), version });
      leave([id], t('mail.handed-over'));
    });
  const bounce = () =>
    decide(async ({ id, version }) => {
      await returnDispatch(id, { requestId: crypto.randomUUID(), version });
      leave([id], t('mail.bounced'));
    });

  const showsPage = message !== undefined && pageOf === message.id;
  const may = (action: IntakeDetail['actions'][number]) => message?.actions.includes(action) === true;
  const acts: IntakeActs = {
    accept() {
      if (!message || !may('register')) return;
      const { kind, reason } = message.proposal;
      if (kind === 'unknown') setOpen('change');
      else if (takenForBounce(message)) bounce();
      else if (kind === 'not-registered') refuse(reason ?? 'other');
      else if (kind === 'confidential' && may('hand-over')) handOver();
      else
        register({ ...(chosen && { kind: chosen }), ...(message.state === 'possibly' && { joins: null }) });
    },
    change: () => may('register') && setOpen('change'),
    refuse: () => may('refuse') && setOpen('refuse'),
    join: () => may('register') && setOpen('join'),
    page: () => message?.hasPage && setPageOf(showsPage ? undefined : message.id),
    bounce: () => may('bounce') && bounce(),
    reopen: () => message && may('reopen') && reopen(message),
    skip: () => place.go(1),
  };
  const pick = (kind: RegisteredKind) => current && setPicked({ id: current.id, kind });
  const keys = keysOf({ acts, go: place.go, count: left.length, pick });
  return {
    ...{ left, current, message, showsPage, open, deciding, acts, register, refuse, refuseMany },
    join: (joins: NonNullable<Changes['joins']>) => register({ kind: 'reply', joins }),
    readError: detail.error,
    readAgain: () => void detail.refetch(),
    point: place.point,
    close: () => setOpen(null),
    press: (event: KeyboardEvent) => pressOf(event, keys),
  };
}

/** Which message lies open, and which are gone already although the list still has them. */
function usePlace(rows: readonly IntakeItem[], loadMore: () => void) {
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [currentId, setCurrentId] = useState<string>();
  const left = rows.filter(({ id }) => !gone.has(id));
  const at = Math.max(
    left.findIndex(({ id }) => id === currentId),
    0,
  );
  const nextId = left[at + 1]?.id;
  const readAhead = useReadAhead();
  useEffect(() => readAhead(nextId));
  return {
    ...{ left, current: left[at], point: setCurrentId },
    go(step: number) {
      const next = left[Math.min(Math.max(at + step, 0), left.length - 1)];
      if (at + step >= left.length - 3) loadMore();
      if (next) setCurrentId(next.id);
    },
    leave(ids: readonly string[]) {
      const after =
        left.slice(at).find(({ id }) => !ids.includes(id)) ?? left.findLast(({ id }) => !ids.includes(id));
      setCurrentId(after?.id);
      setGone((now) => new Set([...now, ...ids]));
    },
    back(id: string) {
      setGone((now) => new Set([...now].filter((one) => one !== id)));
      setCurrentId(id);
    },
  };
}

type Keys = Readonly<Record<string, () => void>>;

const keysOf = ({
  acts,
  go,
  count,
  pick,
}: {
  acts: IntakeActs;
  go: (step: number) => void;
  count: number;
  pick: (kind: RegisteredKind) => void;
}): Keys => ({
  ...{ Enter: acts.accept, Delete: acts.refuse, s: acts.change, l: acts.join, p: acts.page },
  ...{ a: acts.reopen, b: acts.bounce },
  ...{ ArrowDown: () => go(1), ArrowUp: () => go(-1), Home: () => go(-count), End: () => go(count) },
  ...{ j: () => go(1), k: () => go(-1) },
  ...Object.fromEntries(kindsByDigit.map((kind, at) => [String(at + 1), () => pick(kind)])),
});

function pressOf(event: KeyboardEvent, keys: Keys) {
  if (event.defaultPrevented || isTypingPlace(event.target) || document.querySelector('dialog[open]')) return;
  const key = meantKeyOf(event.nativeEvent);
  // Enter on a button or a link is theirs; on the list it accepts.
  if (key === 'Enter' && !(event.target instanceof Element && event.target.matches('.intake-open'))) return;
  const act = /^[a-z]$/.test(key) && !getPreferences().letterKeys ? undefined : keys[key];
  if (act === undefined) return;
  event.preventDefault();
  act();
}

/** The message with the kind that the hands chose by a digit: Enter then registers it so. */
function asKind(message: IntakeDetail, kind: RegisteredKind): IntakeDetail {
  const { proposal } = message;
  const same = proposal.kind === kind;
  return {
    ...message,
    proposal: {
      ...proposal,
      ...{ kind, reason: null, dueOn: same ? proposal.dueOn : null, days: same ? proposal.days : null },
      confirms: proposal.noConfirmation === null,
    },
  };
}
