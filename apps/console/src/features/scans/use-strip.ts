import type { ScanDetail, ScanEdit, ScanStack } from '@opis/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { editScan, undoScan } from '../../api/scans.ts';
import { useFailureText } from '../../parts/problem-view.tsx';
import { showToast } from '../../parts/toast.tsx';
import { scanKeys } from './scan-keys.ts';

/** The pages in the order in which they are shown: documents first, then what was laid aside. */
const shownPages = ({ stacks, aside }: ScanDetail) => [...stacks.flatMap(({ pages }) => pages), ...aside];

/** Where the hands are on the page strip, and what they do with the pages. */
export function useStrip(scan: ScanDetail) {
  const queries = useQueryClient();
  const say = useFailureText();
  const [pointed, setPointed] = useState<number>();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const pages = shownPages(scan);
  const current = pages.find(({ page }) => page === pointed) ?? pages[0];
  const stack = scan.stacks.find((each) => each.pages.some(({ page }) => page === current?.page));
  const keep = (after: ScanDetail) => queries.setQueryData(scanKeys.detail(scan.id), after);
  const changing = useMutation({
    mutationFn: (edit: ScanEdit | 'undo') =>
      edit === 'undo'
        ? undoScan(scan.id, { version: scan.version })
        : editScan(scan.id, { version: scan.version, edit }),
    onSuccess: keep,
    onError: (error) => {
      showToast(say(error), { failed: true });
      void queries.invalidateQueries({ queryKey: scanKeys.detail(scan.id) });
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: scanKeys.tray }),
  });
  const act = (edit: ScanEdit | 'undo') => {
    if (!changing.isPending) changing.mutate(edit);
  };
  const meant = chosen.length > 0 ? [...chosen] : current ? [current.page] : [];
  const isAside = scan.aside.some(({ page }) => page === current?.page);
  const point = (page: number | undefined) => page !== undefined && setPointed(page);
  const step = (by: 1 | -1) => point(pages[(current ? pages.indexOf(current) : -1) + by]?.page);
  const choose = (page: number) =>
    setChosen((was) => (was.includes(page) ? was.filter((each) => each !== page) : [...was, page]));
  return {
    ...{ current, stack, chosen, isAside, act, point, step, choose },
    busy: changing.isPending,
    clear: () => setChosen([]),
    /** With Shift the page that is left and the one that is come to are chosen. */
    extend: (by: 1 | -1) => {
      const to = pages[(current ? pages.indexOf(current) : -1) + by];
      if (!current || !to) return;
      setChosen((was) => [...new Set([...was, current.page, to.page])]);
      setPointed(to.page);
    },
    toStack: (by: 1 | -1) => {
      const at = stack ? scan.stacks.indexOf(stack) : scan.stacks.length;
      point(scan.stacks[at + by]?.pages[0]?.page);
    },
    turn: (by: 90 | 270) => act({ act: 'turn', pages: meant, by }),
    remove: () => {
      if (meant.length === 0) return;
      const aside = meant.filter((page) => scan.aside.some((each) => each.page === page));
      act(aside.length > 0 ? { act: 'restore', pages: aside } : { act: 'remove', pages: meant });
      setChosen([]);
    },
    split: () => current && !isAside && act({ act: 'split', page: current.page }),
    merge: () => current && !isAside && act({ act: 'merge', page: current.page }),
    move: (by: 1 | -1) => current && !isAside && act({ act: 'move', page: current.page, by }),
    straighten: () => {
      if (!current) return;
      const angle = current.straighten === 0 ? -current.skew : 0;
      act({ act: 'straighten', pages: [current.page], angle });
    },
  };
}

export type Strip = ReturnType<typeof useStrip>;

/** A document goes where its label says, and nothing speaks against it. */
export const isSure = ({ entry, doubts }: ScanStack) => entry !== null && doubts.length === 0;
