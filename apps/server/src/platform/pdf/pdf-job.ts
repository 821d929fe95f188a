/** What is to be set: `sources` are typst files by name, `main` is one of them; `data` is what they read as JSON. */
export type PdfJob = {
  main: string;
  sources: Readonly<Record<string, string>>;
  data: unknown;
};

/** A template that does not compile: our own mistake. The message quotes no text of the document. */
export class PdfError extends Error {
  override readonly name = 'PdfError';
}

/** What the setting process answers. */
export type PdfAnswer = { pdf: Uint8Array } | { diagnostics: string };
