// Sends a body of so many megabytes to an address, from a process of its own, and prints what was answered.
import { request } from 'node:http';

const [url = '', token = '', megabytes = '0'] = process.argv.slice(2);
const piece = Buffer.alloc(1024 * 1024, 'Opis. ');
const call = request(url, {
  method: 'POST',
  headers: { authorization: `Bearer ${token}`, 'content-length': Number(megabytes) * piece.length },
});
call.on('response', async (response) => {
  process.stdout.write(
    JSON.stringify({ status: response.statusCode, body: await response.toArray().then(String) }),
  );
});
for (let sent = 0; sent < Number(megabytes); sent += 1) {
  if (!call.write(piece)) await new Promise((resolve) => call.once('drain', resolve));
}
call.end();
