import type { LetterMail } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { showSize } from '../../parts/show-size.ts';
import { useText } from '../../parts/text.tsx';
import { SignatureMark } from '../signatures/signature-mark.tsx';
import { useSignatures } from '../signatures/use-signatures.ts';

type AttachmentsProps = { caseFileId: string; proposal: LetterMail['proposal'] };

/** What goes with the letter, to be looked at before it leaves: name, size, signatures, and whether the server takes it all. */
export function Attachments({ caseFileId, proposal }: AttachmentsProps) {
  const t = useText();
  const signatures = useSignatures(caseFileId);
  const { attachments, size, sizeLimit } = proposal;
  return (
    <section aria-labelledby="letter-attachments">
      <h3 id="letter-attachments" className="letter-aside-head">
        {t('outgoing.send.attached')}
      </h3>
      <ul className="outgoing-letter-list">
        {attachments.map(({ documentId, name, size: bytes, url }) => {
          const signed = signatures.get(documentId);
          return (
            <li key={documentId}>
              <a href={url} target="_blank" rel="noreferrer">
                {name}
              </a>{' '}
              <span className="meta">{showSize(bytes)}</span> {signed && <SignatureMark signed={signed} />}
            </li>
          );
        })}
      </ul>
      {sizeLimit !== null && size > sizeLimit && (
        <p role="alert" className="outgoing-too-large">
          <Icon name="warning" />{' '}
          {t('outgoing.send.too-large', { size: showSize(size), limit: showSize(sizeLimit) })}
        </p>
      )}
    </section>
  );
}
