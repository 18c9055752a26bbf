import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** Where the local authority and the server's certificate lie; keys are readable by the owner alone. */
export interface TrialCertificates {
  /** The authority's certificate, to be installed on the phone (PEM). */
  readonly authority: string;
  readonly certFile: string;
  readonly keyFile: string;
}

const YEAR_MS = 365 * 86_400_000;
const AUTHORITY = [{ name: 'commonName', value: 'SIGG autoridad de prueba' }];

/**
 * A certificate authority of this installation, made once, and a server certificate for the addresses given, made again when
 * they change or it is about to end (phones refuse more than 825 days). For trials: official use has a real certificate.
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

/** Whether a certificate is there, holds for every address and for a month more. */
async function stillGood(file: string, addresses: readonly string[]): Promise<boolean> {
  if (!existsSync(file)) return false;
  const certificate = new X509Certificate(await readFile(file));
  return (
    Date.parse(certificate.validTo) > Date.now() + YEAR_MS / 12 &&
    addresses.every((ip) => certificate.checkIP(ip) !== undefined)
  );
}
