import type { SessionResponse } from '@opis/contracts';
import { Band, Button } from '@opis/ui';
import { useMutation } from '@tanstack/react-query';
import { offerPasskeySignIn, signInWithPasskey } from '../../api/second-factors.ts';
import { askPasskey, hostOf, knowsPasskeys, PasskeyCancelledError } from '../../parts/passkeys.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';

/** The browser is at another address than the one that passkeys are bound to. */
class ElsewhereError extends Error {
  override readonly name = 'ElsewhereError';
}

/** One touch in place of name and password, where the browser can. */
export function PasskeySignIn({ onSignedIn }: { onSignedIn: (session: SessionResponse) => void }) {
  const t = useText();
  const entering = useMutation({ mutationFn: enterByPasskey, onSuccess: onSignedIn });
  if (!knowsPasskeys()) return null;
  const { error } = entering;
  return (
    <div className="passkey-sign-in">
      <p className="meta">{t('sign-in.or')}</p>
      {error instanceof ElsewhereError && (
        <div role="alert">
          <Band tone="warn" icon="warning">
            {t('sign-in.passkey-elsewhere', { host: error.message })}
          </Band>
        </div>
      )}
      {error && !(error instanceof ElsewhereError || error instanceof PasskeyCancelledError) && (
        <FailureBand error={error} />
      )}
      <Button icon="key" aria-disabled={entering.isPending} onClick={() => entering.mutate()}>
        {t('sign-in.passkey')}
      </Button>
    </div>
  );
}

async function enterByPasskey(): Promise<SessionResponse> {
  const { options } = await offerPasskeySignIn();
  const host = hostOf(options);
  if (host !== null && host !== location.hostname) throw new ElsewhereError(host);
  return signInWithPasskey({ credential: await askPasskey(options) });
}
