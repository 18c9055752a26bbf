import { resolve } from 'node:path';

/** The settings in the environment (README, docs/operar.md). */
export interface Config {
  /** PostgreSQL for official records; null = embedded database, not fit for official records. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly port: number;
  /** The address that people type, without a trailing slash. */
  readonly publicUrl: string;
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** The number of proxies in front of the server whose X-Forwarded-For is trusted. */
  readonly trustProxy: number;
  /** The folder whose newest backup is restored elsewhere every night; null when none is. */
  readonly rehearseFrom: string | null;
  /** The empty PostgreSQL database for these restores; its owner may create databases. */
  readonly rehearseUrl: string | null;
}

/** Reads the settings; throws an Error with a Spanish sentence for one that is invalid. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const port = Number(env.PORT ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT no es un número de puerto: ${env.PORT}`);
  const cert = env.SIGG_TLS_CERT;
  const key = env.SIGG_TLS_KEY;
  if (!cert !== !key) throw new Error('SIGG_TLS_CERT y SIGG_TLS_KEY van juntos: falta uno de los dos.');
  const tls = cert && key ? { cert, key } : null;
  const trustProxy = env.SIGG_TRUST_PROXY ? Number(env.SIGG_TRUST_PROXY) : 0;
  if (!Number.isInteger(trustProxy) || trustProxy < 0)
    throw new Error('SIGG_TRUST_PROXY es el número de proxies delante del servidor, por ejemplo 1.');
  const publicUrl = (env.SIGG_PUBLIC_URL ?? `${tls ? 'https' : 'http'}://localhost:${port}`).replace(/\/$/, '');
  if (!URL.canParse(publicUrl)) throw new Error(`SIGG_PUBLIC_URL no es una dirección: ${publicUrl}`);
  return {
    databaseUrl: env.DATABASE_URL || null,
    dataDir: resolve(env.SIGG_DATA_DIR ?? 'data'),
    port,
    publicUrl,
    tls,
    trustProxy,
    rehearseFrom: env.SIGG_REHEARSE_FROM ? resolve(env.SIGG_REHEARSE_FROM) : null,
    rehearseUrl: env.SIGG_REHEARSE_URL || null,
  };
}
