import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HttpWorld, openHttpWorld } from './httpWorld.ts';

/** Sends bytes that no client library would send to the listening server. */
let http: HttpWorld;
let server: Server;
let port = 0;
let cases = 0;

beforeAll(async () => {
  http = await openHttpWorld();
  server = createAdaptorServer({ fetch: http.app.fetch }) as Server;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  console.log(`raw requests: ${cases}`);
  server.closeAllConnections();
  server.close();
});

/** The server's answer to some bytes; empty when it only closes the connection. */
function say(bytes: string | Buffer): Promise<string> {
  cases += 1;
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let said = '';
    const end = () => {
      socket.destroy();
      done(said);
    };
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1');
    });
    socket.on('end', end);
    socket.on('error', end);
    socket.setTimeout(1500, end);
  });
}

const request = (line: string, headers: readonly string[] = ['Host: localhost'], body = '') =>
  [`${line}`, ...headers, 'Connection: close', '', body].join('\r\n');

const requests: readonly (readonly [string, string | Buffer])[] = [
  ['no address of its own', request('GET /api/me HTTP/1.1', [])],
  ['a host that is no host', request('GET /api/me HTTP/1.1', ['Host: a b<>"'])],
  ['two hosts', request('GET /api/me HTTP/1.1', ['Host: localhost', 'Host: malo.example'])],
  ['an address of another server', request('GET http://malo.example/api/me HTTP/1.1')],
  ['an address that is no address', request('GET //// HTTP/1.1')],
  ['a backslash', request('GET \\..\\..\\etc\\passwd HTTP/1.1')],
  ['percent signs that mean nothing', request('GET /assets/%E0%A4%A/%zz HTTP/1.1')],
  ['a fragment', request('GET /api/me#x HTTP/1.1')],
  ['a method of our own making', request('BREW /api/commands HTTP/1.1')],
  ['CONNECT', request('CONNECT localhost:22 HTTP/1.1')],
  ['TRACE', request('TRACE /api/me HTTP/1.1', ['Host: localhost', 'Cookie: sigg.session_token=secreto'])],
  ['an older protocol', request('GET /api/me HTTP/1.0')],
  ['a protocol that does not exist', request('GET /api/me HTTP/9.9')],
  [
    'a length and pieces at once',
    request(
      'POST /api/commands HTTP/1.1',
      ['Host: localhost', 'Content-Length: 4', 'Transfer-Encoding: chunked'],
      '0\r\n\r\nGET /x HTTP/1.1\r\n\r\n',
    ),
  ],
  [
    'a length that is no number',
    request('POST /api/commands HTTP/1.1', ['Host: localhost', 'Content-Length: x'], '{}'),
  ],
  [
    'a body shorter than it says',
    request('POST /api/commands HTTP/1.1', ['Host: localhost', 'Content-Length: 500'], '{"commands":['),
  ],
  [
    'headers of a hundred kilobytes',
    request('GET /api/me HTTP/1.1', ['Host: localhost', `Cookie: ${'x'.repeat(100_000)}`]),
  ],
  ['a header with a line end inside', request('GET /api/me HTTP/1.1', ['Host: localhost', 'X-A: b\nSet-Cookie: a=b'])],
  ['bytes that are no text', Buffer.from([0x16, 0x03, 0x01, 0x00, 0xff, 0x01, 0x00])],
  [
    'a body that says it is compressed',
    request('POST /api/commands HTTP/1.1', ['Host: localhost', 'Content-Encoding: gzip', 'Content-Length: 2'], '{}'),
  ],
  ['an upgrade', request('GET /api/me HTTP/1.1', ['Host: localhost', 'Upgrade: websocket', 'Sec-WebSocket-Key: x'])],
];

describe('bytes on the wire', () => {
  test.each(requests)('%s', async (_name, bytes) => {
    const said = await say(bytes);
    expect(said).not.toMatch(/^HTTP\/1\.1 5/);
    expect(said).not.toMatch(/\n\s+at |node_modules|Error:|secreto|root:x/);
    expect(said).not.toMatch(/^HTTP\/1\.1 200/);
  });

  test('and afterwards it answers as before', async () => {
    expect(await say(request('GET /api/docs/estilo.css HTTP/1.1'))).toMatch(/^HTTP\/1\.1 200/);
  });
});
