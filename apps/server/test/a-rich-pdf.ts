import { PDFDocument, PDFHexString, PDFName, StandardFonts } from '@cantoo/pdf-lib';

/** A PDF that holds a secret in every place where a PDF can: shown, hidden, attached, remembered. */
export async function aRichPdf(secret: string, shown: readonly string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle(`Despre ${secret}`);
  document.setKeywords([secret]);
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([595, 842]);
  shown.forEach((word, index) => {
    page.drawText(word, { x: 60, y: 760 - index * 24, size: 14, font });
  });
  page.drawText(secret, { x: 60, y: 500, size: 14, font });
  // White on white, beneath the lower edge, and in invisible ink.
  page.drawText(`alb ${secret}`, {
    x: 60,
    y: 400,
    size: 14,
    font,
    color: { type: 'RGB', red: 1, green: 1, blue: 1 } as never,
  });
  page.drawText(`afara ${secret}`, { x: 60, y: -40, size: 14, font });
  await document.attach(Buffer.from(secret), `${secret}.txt`, { mimeType: 'text/plain' });
  const field = document.getForm().createTextField('nume');
  field.setText(secret);
  field.addToPage(page, { x: 60, y: 300, width: 200, height: 20 });
  const note = document.context.obj({
    ...{ Type: 'Annot', Subtype: 'Text', Rect: [10, 10, 30, 30], F: 2 },
    Contents: PDFHexString.fromText(`Notă despre ${secret}`),
  });
  page.node.set(
    PDFName.of('PieceInfo'),
    document.context.obj({ Opis: { Private: PDFHexString.fromText(secret) } }),
  );
  page.node.addAnnot(document.context.register(note));
  document.addJavaScript('main', `console.log("${secret}")`);
  return await document.save();
}
