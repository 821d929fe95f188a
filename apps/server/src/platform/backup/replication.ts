import pg from 'pg';

/** Where a server's log stands: which cluster it is, on which timeline, how far. */
export type ServerPlace = { systemId: string; timeline: number; lsn: bigint };

/** Opens a connection that speaks replication commands; the role at `url` has REPLICATION. */
export async function openReplication(url: string, name: string): Promise<pg.Client> {
  // The driver passes it on in the start message; its types leave it out.
  const settings: pg.ClientConfig & { replication: string } = {
    connectionString: url,
    application_name: name,
    replication: 'true',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  };
  const client = new pg.Client(settings);
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Asks the server where it stands. */
export async function identifySystem(client: pg.Client): Promise<ServerPlace> {
  const { rows } = await client.query<{ systemid: string; timeline: string; xlogpos: string }>(
    'IDENTIFY_SYSTEM',
  );
  const row = rows[0];
  if (row === undefined) throw new Error('the server did not say which it is');
  return { systemId: row.systemid, timeline: Number(row.timeline), lsn: parseLsn(row.xlogpos) };
}

/** Size of one file of the log, in bytes. */
export async function readSegmentSize(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ wal_segment_size: string }>('SHOW wal_segment_size');
  const [, count, unit] = /^(\d+)(MB|GB)$/.exec(rows[0]?.wal_segment_size ?? '') ?? [];
  if (count === undefined) throw new Error('the server did not say how long its log files are');
  return Number(count) * (unit === 'GB' ? 2 ** 30 : 2 ** 20);
}

/** `0/3000060` as a number of bytes from the beginning of the log. */
export function parseLsn(text: string): bigint {
  const [high, low] = text.split('/');
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

/** The same as PostgreSQL writes it. */
export function formatLsn(lsn: bigint): string {
  return `${(lsn >> 32n).toString(16).toUpperCase()}/${(lsn & 0xffffffffn).toString(16).toUpperCase()}`;
}

/** Name of the log file in which a place lies: timeline, then the file's number in two halves. */
export function segmentName(timeline: number, lsn: bigint, segmentSize: number): string {
  const perId = 2n ** 32n / BigInt(segmentSize);
  const segment = lsn / BigInt(segmentSize);
  const part = (value: bigint | number) => value.toString(16).toUpperCase().padStart(8, '0');
  return `${part(timeline)}${part(segment / perId)}${part(segment % perId)}`;
}

/** Where a log file begins. */
export function segmentStart(name: string, segmentSize: number): bigint {
  const perId = 2n ** 32n / BigInt(segmentSize);
  const [high, low] = [BigInt(`0x${name.slice(8, 16)}`), BigInt(`0x${name.slice(16, 24)}`)];
  return (high * perId + low) * BigInt(segmentSize);
}
