import type { RichText, SaveTextModuleRequest } from '@opis/contracts';
import { Button, Field } from '@opis/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { saveTextModule } from '../../api/letters.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useSession } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { letterKeys } from './letter-keys.ts';
import { plainText } from './plain-letter.ts';

/** Keeps a piece of text for „/”: for oneself. */
export function KeepTextDialog({ body, onClose }: { body: RichText; onClose: () => void }) {
  const t = useText();
  const session = useSession();
  const queries = useQueryClient();
  const requestId = useRef(crypto.randomUUID());
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const unit = session.permissions.includes('case.assign') ? session.unit?.code : undefined;
  const keeping = useMutation({
    mutationFn: (asked: SaveTextModuleRequest) => saveTextModule(asked),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: letterKeys.modules });
      showToast(t('letter.module-kept', { name }));
      onClose();
    },
    onError: () => {
      requestId.current = crypto.randomUUID();
    },
  });
  const own = { requestId: requestId.current, name, body } as const;
  const asked = shared && unit ? { ...own, scope: 'unit' as const, unit } : { ...own, scope: 'own' as const };
  return (
    <Dialog title={t('letter.module-title')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') keeping.mutate(asked);
        }}
      >
        {keeping.error && <FailureBand error={keeping.error} />}
        <p className="text-sample">{plainText(body).slice(0, 240)}</p>
        <Field id="module-name" label={t('letter.module-name')}>
          {(control) => (
            <input
              {...control}
              className="input"
              data-first
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {unit && (
          <label className="outcome">
            <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
            {t('letter.module-scope.unit')}
          </label>
        )}
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('close')}</Button>
          <Button kind="primary" type="submit" disabled={keeping.isPending}>
            {t('letter.module-save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
