import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/helpers/temporaryFolder.ts';
import { trialCertificates } from './certificates.ts';

test('who trusts the local authority reads the server over https; a new address gets a new certificate, the authority stays', async () => {
  const folder = temporaryFolder('certificates');
  const first = await trialCertificates(folder, ['127.0.0.1']);
  const server = createServer(
    { cert: await readFile(first.certFile), key: await readFile(first.keyFile) },
    (_, response) => response.end('sigg'),
  );
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const read = (ca?: string) =>
    new Promise<string>((done, failed) => {
      get({ host: '127.0.0.1', port, ca, agent: false }, (answer) =>
        answer.on('data', (bytes: Buffer) => done(bytes.toString())),
      ).on('error', failed);
    });
  expect(await read(first.authority)).toBe('sigg');
  await expect(read()).rejects.toThrow();
  server.close();
  const again = await trialCertificates(folder, ['127.0.0.1']);
  expect(again.authority).toBe(first.authority);
  const before = await readFile(first.certFile, 'utf8');
  await trialCertificates(folder, ['127.0.0.1', '10.1.2.3']);
  const after = await readFile(first.certFile, 'utf8');
  expect(after).not.toBe(before);
  expect(new X509Certificate(after).checkIP('10.1.2.3')).toBe('10.1.2.3');
});
