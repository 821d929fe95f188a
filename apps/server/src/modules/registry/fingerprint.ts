import { foldText } from '@opis/contracts';
import { sha256 } from '../../platform/crypto/canonical-hash.ts';

/** What makes two papers of one day the same paper: who sent it and its words, folded. SHA-256, hex. */
export function fingerprintOf(paper: { day: string; issuer: string; subject: string }): string {
  return sha256(`${paper.day}\n${foldText(paper.issuer)}\n${foldText(paper.subject)}`).toString('hex');
}
