import type { Terminal } from '../../platform/cli/terminal.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { identityText } from './identity-texts.ts';

/** Asks for a new password; a person types it twice, a program sends it once. */
export async function askNewPassword(terminal: Terminal): Promise<string> {
  const password = await terminal.askSecret(identityText('password'));
  if (!terminal.isPerson) return password;
  const again = await terminal.askSecret(identityText('password.again'));
  if (again !== password) throw new OperatorError(identityText('password.differs'));
  return password;
}
