import { useEffect, useRef, useState } from 'react';
import type { EntryKey } from '../../api/entry-address.ts';
import { labelUrl, receiptUrl } from '../../api/print-address.ts';
import { getPreferences } from '../../parts/preferences.ts';
import { printPdf } from '../../parts/print-pdf.ts';
import type { Done } from './use-submission.ts';

export type PrintState = 'idle' | 'sending' | 'sent' | 'failed';
export type Printing = {
  label: PrintState;
  receipt: PrintState;
  printLabel: () => void;
  printReceipt: () => void;
};

/** Label and receipt of the last number: by themselves when that is wanted, and again by key or button. */
export function usePrinting(done: Done | null): Printing {
  const [label, setLabel] = useState<PrintState>('idle');
  const [receipt, setReceipt] = useState<PrintState>('idle');
  const printed = useRef<Done | null>(null);

  const printLabel = () => done && send(labelUrl(keyOf(done)), setLabel);
  const printReceipt = () =>
    done && send(receiptUrl(keyOf(done), getPreferences().receiptFormat), setReceipt);
  useEffect(() => {
    if (!done || printed.current === done) return;
    printed.current = done;
    const wanted = getPreferences();
    setLabel('idle');
    setReceipt('idle');
    if (wanted.printing && wanted.printLabel) printLabel();
    if (wanted.printing && wanted.printReceipt) printReceipt();
  });
  return { label, receipt, printLabel, printReceipt };
}

function keyOf({ response }: Done): EntryKey {
  return { register: response.register, year: response.year, number: response.number };
}

function send(url: string, tell: (state: PrintState) => void) {
  tell('sending');
  printPdf(url).then(
    () => tell('sent'),
    () => tell('failed'),
  );
}
