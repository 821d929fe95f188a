import { Button, Icon, IconButton } from '@opis/ui';
import { uploadPageUrl } from '../../api/print-address.ts';
import { useFailureText } from '../../parts/problem-view.tsx';
import { showSize } from '../../parts/show-size.ts';
import { useText } from '../../parts/text.tsx';
import { FileWorkLines } from '../file-works/file-work-lines.tsx';
import { useUploadWorks } from '../file-works/use-file-works.ts';
import type { UploadItem, useUploads } from './use-uploads.ts';

type Uploads = ReturnType<typeof useUploads>;

/** The paper beside the form: each file with its own progress and its own second try, pages as pictures. */
export function PaperPanel({ uploads }: { uploads: Uploads }) {
  const t = useText();
  return (
    <section className="sheet paper" aria-label={t('counter.upload.preview')}>
      <ul className="paper-files">
        {uploads.items.map((item) => (
          <FileLine key={item.key} item={item} uploads={uploads} />
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: pages scroll, so that keys must reach them */}
      <section className="paper-pages" tabIndex={0} aria-label={t('counter.upload.preview')}>
        {uploads.items.map((item) => (
          <Pages key={item.key} item={item} />
        ))}
        {uploads.items.every((item) => item.upload?.pages === 0) && (
          <p className="paper-nothing">{t('counter.upload.no-preview')}</p>
        )}
      </section>
    </section>
  );
}

function FileLine({ item, uploads }: { item: UploadItem; uploads: Uploads }) {
  const t = useText();
  const say = useFailureText();
  const notes = useUploadWorks(item.upload?.id);
  return (
    <li className="paper-file">
      <div className="line">
        <Icon name="file" />
        <span className="ellipsis strong">{item.name}</span>
        <span className="meta">{showSize(item.size)}</span>
        {item.upload && (
          <span className="meta">{t('counter.upload.pages', { pages: item.upload.pages })}</span>
        )}
        <span className="grow" />
        <IconButton
          icon="remove"
          label={t('counter.upload.remove', { name: item.name })}
          onClick={() => uploads.remove(item.key)}
        />
      </div>
      {item.state === 'sending' && (
        <progress
          max={Math.max(item.size, 1)}
          value={item.sent}
          aria-label={t('counter.upload.progress', { name: item.name })}
        />
      )}
      {notes && notes.lines.length > 0 && <FileWorkLines lines={notes.lines} />}
      {item.state === 'failed' && (
        <p className="field-error" role="alert">
          <Icon name="error" />
          <span className="grow">{say(item.error)}</span>
          <Button size="small" icon="retry" onClick={() => uploads.retry(item.key)}>
            {t('counter.upload.retry')}
          </Button>
        </p>
      )}
    </li>
  );
}

function Pages({ item: { upload, name } }: { item: UploadItem }) {
  const t = useText();
  const notes = useUploadWorks(upload?.id);
  // What may not be opened is said in words beside its name, not by a picture that does not come.
  if (!upload || !notes?.openable) return null;
  return Array.from({ length: upload.pages }, (_, index) => index + 1).map((page) => (
    <img
      className="paper-page"
      key={`${upload.id}-${page}`}
      src={uploadPageUrl(upload.id, page)}
      alt={t('counter.upload.page', { name, page })}
      loading="lazy"
    />
  ));
}
