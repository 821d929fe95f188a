import { Readable } from 'node:stream';
import type pg from 'pg';

/** The driver's connection, as far as COPY needs it: its own type leaves these out. */
type Connection = pg.Connection & {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
};

/** Runs a statement and hands its raw messages to `handlers`: what neither `query` nor a cursor gives out. */
function submit(client: pg.Client, statement: string, handlers: object): void {
  const ignore = () => {};
  const query = {
    submit: (connection: pg.Connection) => connection.query(statement),
    handleRowDescription: ignore,
    handleDataRow: ignore,
    handleCommandComplete: ignore,
    handleReadyForQuery: ignore,
    handleCopyData: ignore,
    handleCopyInResponse: ignore,
    ...handlers,
  };
  client.query(query);
}

/** COPY messages as they come; `send` answers where the protocol copies both ways. */
export type CopyOut = {
  messages: AsyncIterable<Buffer>;
  send(message: Buffer): void;
  /** Ends the messages with this error, for whoever reads them. */
  fail(error: Error): void;
};

/**
 * What a statement sends out as COPY data (`COPY … TO STDOUT`, `BASE_BACKUP`, `START_REPLICATION`), message by message
 * and no faster than it is read.
 */
export function readCopy(client: pg.Client, statement: string): CopyOut {
  let connection: Connection | undefined;
  const messages = new Readable({
    objectMode: true,
    highWaterMark: 64,
    read: () => connection?.stream.resume(),
  });
  submit(client, statement, {
    submit: (source: Connection) => {
      connection = source;
      source.query(statement);
    },
    handleCopyData: ({ chunk }: { chunk: Buffer }) => {
      // The driver writes its next packet over these bytes.
      if (!messages.push(Buffer.from(chunk))) connection?.stream.pause();
    },
    handleReadyForQuery: () => {
      messages.push(null);
      // The connection's next query must not find it paused.
      connection?.stream.resume();
    },
    handleError: (error: Error) => {
      messages.destroy(error);
      connection?.stream.resume();
    },
  });
  return {
    messages,
    send: (message) => connection?.sendCopyFromChunk(message),
    fail: (error) => messages.destroy(error),
  };
}

/** Sends these bytes as the data of a `COPY … FROM STDIN`. */
export async function writeCopy(
  client: pg.Client,
  statement: string,
  bytes: AsyncIterable<Buffer>,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    submit(client, statement, {
      handleCopyInResponse: (connection: Connection) => {
        send(connection, bytes).catch((error: Error) => connection.sendCopyFail(error.message));
      },
      handleReadyForQuery: () => resolve(),
      handleError: reject,
    });
  });
}

async function send(connection: Connection, bytes: AsyncIterable<Buffer>) {
  const { stream } = connection;
  for await (const chunk of bytes) {
    connection.sendCopyFromChunk(chunk);
    if (stream.writableNeedDrain) await new Promise<void>((resolve) => stream.once('drain', () => resolve()));
  }
  connection.endCopyFrom();
}
