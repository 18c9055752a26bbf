import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** The files of the local authority and of the server's certificate; only their owner can read the keys. */
export interface TrialCertificates {
  /** The authority's certificate, to be installed on the phone (PEM). */
  readonly authority: string;
  readonly certFile: string;
  readonly keyFile: string;
}

const YEAR_MS = 365 * 86_400_000;
const AUTHORITY = [{ name: 'commonName', value: 'SIGG autoridad de prueba' }];

/**
 * A certificate authority of this installation, made once, and a server certificate for the given addresses, made again
 * when these change or when it is about to expire (phones refuse more than 825 days). Only for trials: official use
 * needs a real certificate.
 */
export async function trialCertificates(folder: string, addresses: readonly string[]): Promise<TrialCertificates> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = (name: string) => join(folder, name);
  if (!existsSync(file('autoridad.key')) || !existsSync(file('autoridad.crt'))) {
    const made = await generate(AUTHORITY, {
      keyType: 'ec',
      algorithm: 'sha256',
      notAfterDate: new Date(Date.now() + 5 * YEAR_MS),
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    });
    await writeFile(file('autoridad.key'), made.private, { mode: 0o600 });
    await writeFile(file('autoridad.crt'), made.cert);
  }
  const authority = await readFile(file('autoridad.crt'), 'utf8');
  const paths = { certFile: file('servidor.crt'), keyFile: file('servidor.key') };
  if (!(await stillGood(paths.certFile, addresses))) {
    const made = await generate([{ name: 'commonName', value: 'SIGG servidor de prueba' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      notAfterDate: new Date(Date.now() + YEAR_MS),
      ca: { key: await readFile(file('autoridad.key'), 'utf8'), cert: authority },
      extensions: [
        { name: 'basicConstraints', cA: false, critical: true },
        { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames: [{ type: 2, value: 'localhost' }, ...addresses.map((ip) => ({ type: 7 as const, ip }))],
        },
      ],
    });
    await writeFile(paths.keyFile, made.private, { mode: 0o600 });
    await writeFile(paths.certFile, `${made.cert}\n${authority}`);
  }
  return { authority, ...paths };
}

/** Whether there is a certificate that covers every address and is valid for at least another month. */
async function stillGood(file: string, addresses: readonly string[]): Promise<boolean> {
  if (!existsSync(file)) return false;
  const certificate = new X509Certificate(await readFile(file));
  return (
    Date.parse(certificate.validTo) > Date.now() + YEAR_MS / 12 &&
    addresses.every((ip) => certificate.checkIP(ip) !== undefined)
  );
}
