declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  export type Mailbox = {
    uidvalidity: number;
    uidnext: number;
    messages: { uid: number; raw: string; flags: string[] }[];
  };

  export type ImapServer = {
    server: Server;
    listen(port: number, host: string, done: () => void): void;
    close(done?: () => void): void;
    getMailbox(path: string): Mailbox;
    appendMessage(mailbox: Mailbox, flags: string[], internalDate: string | false, raw: string): void;
  };

  export default function hoodiecrow(options: {
    plugins: string[];
    storage: Record<string, object>;
  }): ImapServer;
}
