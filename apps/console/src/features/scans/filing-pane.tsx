import type { ScanDetail, ScanStack } from '@opis/contracts';
import { Icon } from '@opis/ui';
import { scanPageUrl } from '../../api/scans.ts';
import { useText } from '../../parts/text.tsx';
import { EntryChoice } from './entry-choice.tsx';
import type { FilingActs } from './use-filing.ts';
import type { Strip } from './use-strip.ts';

type FilingPaneProps = { scan: ScanDetail; strip: Strip; filing: FilingActs };

/** The page to be read, the entry that it goes to, and why that is or is not certain. */
export function FilingPane({ scan, strip, filing }: FilingPaneProps) {
  const t = useText();
  const { current, stack } = strip;
  return (
    <section className="scan-pane">
      {current && (
        <div className="scan-shown">
          <img
            src={scanPageUrl(scan.id, current.page, scan.version)}
            alt={t('scans.shown-page', { page: current.page })}
          />
        </div>
      )}
      {stack && (
        <EntryChoice
          key={stack.pages[0]?.page}
          proposed={stack.entry}
          busy={filing.busy}
          onFile={(entry) => filing.file({ stack, entry })}
          doubts={<Doubts stack={stack} />}
        />
      )}
    </section>
  );
}

function Doubts({ stack: { doubts } }: { stack: ScanStack }) {
  const t = useText();
  if (doubts.length === 0) return null;
  return (
    <div className="scan-doubts">
      <h3>{t('scans.doubts')}</h3>
      <ul>
        {doubts.map((doubt) => (
          <li key={doubt}>
            <Icon name="warning" size={14} />
            {t(`scans.doubt.${doubt}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
