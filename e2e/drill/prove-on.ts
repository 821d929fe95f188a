import type { Scene } from './prove-whole.ts';

/** Runs one proof; whatever it throws is a claim that failed, with the last words of the server beside it. */
export async function proveOn(scene: Scene, prove: (scene: Scene) => Promise<void>) {
  try {
    await prove(scene);
  } catch (error) {
    const what = error instanceof Error ? error.stack : String(error);
    scene.report.check('it runs to its end', false, `${what}\n${scene.installation.lastWords()}`);
  }
}
