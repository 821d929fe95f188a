import { connect } from 'node:net';

/**
 * Says these lines to a mail server, each after its answer to the one before, and gives what it answered. The message goes
 * with its end mark after `DATA`.
 */
export async function sayToServer(port: number, lines: readonly (string | Buffer)[]): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  const answers: string[] = [];
  let text = '';
  const ready = (): boolean =>
    /^\d{3} [^\r\n]*\r\n$/m.test(text.slice(text.lastIndexOf('\n', text.length - 2) + 1));
  try {
    let at = -1;
    for await (const piece of socket) {
      text += piece;
      if (!ready()) continue;
      answers.push(text.trim());
      text = '';
      at += 1;
      const line = lines[at];
      if (line === undefined) break;
      socket.write(line);
    }
  } catch {
    // A server that hangs up has answered, too.
  }
  socket.destroy();
  return answers;
}

/** Hands a message over and gives the server's last word about it; nothing when the line was cut before that word. */
export async function handOver(
  port: number,
  message: string | Buffer,
  {
    from = 'ana.pop@exemplu.ro',
    to = ['registratura@lunca-alba.example'],
  }: { from?: string; to?: readonly string[] } = {},
): Promise<string> {
  const body = Buffer.from(Buffer.from(message).toString('latin1').replace(/^\./gm, '..'), 'latin1');
  const lines = [
    'EHLO releu.example\r\n',
    `MAIL FROM:<${from}>\r\n`,
    ...to.map((address) => `RCPT TO:<${address}>\r\n`),
    'DATA\r\n',
    Buffer.concat([body, Buffer.from(body.toString('latin1').endsWith('\r\n') ? '.\r\n' : '\r\n.\r\n')]),
  ];
  const answers = await sayToServer(port, lines);
  const last = answers.at(-1) ?? '';
  // „250” to a recipient is no word about the message. The server speaks first: one answer more than lines.
  return answers.length > lines.length || /^[45]/.test(last) ? last : '';
}
