import type { FileWorkLine, FileWorkTone } from '@opis/contracts';
import { Icon, type IconName } from '@opis/ui';
import { apiUrl } from '../../api/http.ts';
import './file-works.css';

const icons: Readonly<Record<FileWorkTone, IconName>> = {
  calm: 'note',
  busy: 'hourglass',
  warn: 'warning',
  stop: 'error',
};

/** What was done with a document by itself, and what there is to know of it. */
export function FileWorkLines({ lines }: { lines: readonly FileWorkLine[] }) {
  return (
    <ul className="file-works" aria-live="polite">
      {lines.map((line) => (
        <li
          key={`${line.kind} ${line.tone} ${line.done === null ? line.text : ''}`}
          className={`is-${line.tone}`}
        >
          <Icon name={icons[line.tone]} />
          <span>{line.copy ? <CopyLink line={line} href={line.copy} /> : line.text}</span>
          {line.done !== null && line.total !== null && (
            <progress value={line.done} max={line.total} aria-label={line.text} />
          )}
        </li>
      ))}
    </ul>
  );
}

function CopyLink({ line, href }: { line: FileWorkLine; href: string }) {
  return (
    <a href={apiUrl(href)} download>
      {line.text}
    </a>
  );
}
