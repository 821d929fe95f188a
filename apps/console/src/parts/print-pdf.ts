import { requestBlob } from '../api/http.ts';

/** Papers leave one after the other: two print dialogs at once would lose one. */
let queue: Promise<void> = Promise.resolve();

/** Sends a PDF of ours to the printer through a hidden frame. Resolves when the browser has taken it over. */
export function printPdf(url: string): Promise<void> {
  const job = queue.then(() => printNow(url));
  queue = job.then(untilDialogCloses, () => undefined);
  return job;
}

/** While the print dialog stands the page has no focus; a second dialog asked for meanwhile would never come. */
async function untilDialogCloses(): Promise<void> {
  await after(dialogOpens);
  if (document.hasFocus()) return;
  await Promise.race([
    new Promise((resolve) => window.addEventListener('focus', resolve, { once: true })),
    after(frameLife),
  ]);
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A dialog that comes at all has come by then; with kiosk printing none does. */
const dialogOpens = 400;

/** How long the frame stays after printing began: the dialog of the system reads from it. */
const frameLife = 120_000;

async function printNow(url: string): Promise<void> {
  const address = URL.createObjectURL(await requestBlob(url));
  const frame = document.createElement('iframe');
  frame.className = 'print-frame';
  frame.title = '';
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  const loaded = new Promise<void>((resolve, reject) => {
    frame.onload = () => resolve();
    frame.onerror = () => reject(new Error('frame not loaded'));
  });
  frame.src = address;
  document.body.append(frame);
  await loaded;
  const typing = document.activeElement;
  // A browser that a program drives has no printer, and a headless Chromium ends the page when its PDF viewer prints.
  if (!navigator.webdriver) frame.contentWindow?.print();
  // The frame takes the focus for its dialog; the hands stay where they were.
  if (typing instanceof HTMLElement) typing.focus();
  setTimeout(() => {
    frame.remove();
    URL.revokeObjectURL(address);
  }, frameLife);
}
