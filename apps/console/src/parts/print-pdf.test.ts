import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { printPdf } from './print-pdf.ts';

/** Frames that were hung on the page; this DOM loads no PDF, so that they count as loaded at once. */
let frames: HTMLIFrameElement[];
beforeEach(() => {
  frames = [];
  vi.spyOn(document.body, 'append').mockImplementation((frame) => {
    if (!(frame instanceof HTMLIFrameElement)) return;
    frames.push(frame);
    queueMicrotask(() => frame.dispatchEvent(new Event('load')));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

it('prints one paper after the other, through a frame that nobody sees, and leaves the focus where it was', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return new Response('%PDF', { headers: { 'content-type': 'application/pdf' } });
  });
  const input = document.body.appendChild(document.createElement('input'));
  input.focus();
  await Promise.all([printPdf('/api/v1/label.pdf'), printPdf('/api/v1/receipt.pdf')]);
  expect(asked).toEqual(['/api/v1/label.pdf', '/api/v1/receipt.pdf']);
  expect(frames.map((frame) => [frame.className, frame.getAttribute('aria-hidden'), frame.tabIndex])).toEqual(
    [
      ['print-frame', 'true', -1],
      ['print-frame', 'true', -1],
    ],
  );
  expect(document.activeElement).toBe(input);
});

it('tells that a paper could not be prepared, and prints the next one all the same', async () => {
  const answers = [
    new Response('{"code":"registry.entry-not-found"}', {
      status: 404,
      headers: { 'content-type': 'application/problem+json' },
    }),
    new Response('%PDF'),
  ];
  vi.stubGlobal('fetch', async () => answers.shift());
  const first = printPdf('/api/v1/label.pdf');
  const second = printPdf('/api/v1/receipt.pdf');
  await expect(first).rejects.toThrow('registry.entry-not-found');
  await expect(second).resolves.toBeUndefined();
});
