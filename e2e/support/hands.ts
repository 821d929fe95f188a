import type { Page } from 'playwright-core';

/** Two hands on a keyboard: they type text and press keys, and know how many presses were not text. */
export type Hands = {
  /** Types text, a letter each `delay` milliseconds; at once where nobody looks at the clock. */
  type(text: string, delay?: number): Promise<void>;
  /** Presses a key that is not text. */
  press(key: string): Promise<void>;
  /** Keys pressed beyond the text. */
  presses(): number;
  /** Events of a mouse, a finger or a pen that the page has seen since the hands were laid on. */
  pointerEvents(): Promise<string[]>;
};

/** Milliseconds between two letters of a quick typist. */
export const quickTypist = 60;

/** Lays hands on a page; it has to be opened (again) afterwards, so that nothing of a pointer goes unseen. */
export async function layHands(page: Page): Promise<Hands> {
  await page.addInitScript(watchPointers);
  let presses = 0;
  return {
    type: (text, delay = 0) => page.keyboard.type(text, { delay }),
    press: async (key) => {
      presses += 1;
      await page.keyboard.press(key);
    },
    presses: () => presses,
    pointerEvents: () => page.evaluate(() => Reflect.get(window, 'seenPointerEvents') as string[]),
  };
}

// Runs in the page. A click by Enter or Space has no detail; one by a pointer counts its presses.
function watchPointers() {
  const seen: string[] = [];
  Reflect.set(window, 'seenPointerEvents', seen);
  const kinds = [
    'pointerdown',
    'pointermove',
    'mousedown',
    'mousemove',
    'wheel',
    'touchstart',
    'dragstart',
    'click',
  ];
  for (const kind of kinds) {
    window.addEventListener(
      kind,
      (event) => (kind === 'click' && (event as MouseEvent).detail === 0 ? undefined : seen.push(kind)),
      { capture: true },
    );
  }
}
